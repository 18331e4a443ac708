'use strict';
// npm run sight: who sees what, held against a second writing of the rule over 10,000 interactions of random
// organisations; `npm run sight -- 500` over 500; SEED=… makes the organisations of an earlier run again.

var prepare = require('./prepare.cjs');

var interactions = process.argv[2] || '10000';

prepare.prepare().then(function (node) {
  var env = prepare.environment(node);
  env.INTERACTIONS = interactions;
  var args = ['run', '--project', 'node', 'test/mock-server/access'];
  return prepare
    .run(node, ['node_modules/vitest/vitest.mjs'].concat(args), { env: env })
    .then(function (code) {
      process.exitCode = code;
    });
});
