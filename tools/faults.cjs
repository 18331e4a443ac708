'use strict';
// npm run faults: 5,000 flows whose processes are killed 1,000 times, at any moment; about half an hour.
// `npm run faults -- 1000 200` does 1,000 under 200; SEED=… makes the moments of an earlier run again.

var prepare = require('./prepare.cjs');

var flows = process.argv[2] || '5000';
var kills = process.argv[3] || '1000';

prepare.prepare().then(function (node) {
  var env = prepare.environment(node);
  env.FLOWS = flows;
  env.KILLS = kills;
  var args = ['run', '--project', 'faults', 'test/faults/random-kills.test.ts'];
  return prepare
    .run(node, ['node_modules/vitest/vitest.mjs'].concat(args), { env: env })
    .then(function (code) {
      process.exitCode = code;
    });
});
