'use strict';
// npm run routing -- test <file …>: rehearses scenarios. npm run routing -- show <interaction>: a past run, step by step.

var prepare = require('./prepare.cjs');

prepare.prepare().then(function (node) {
  var args = ['tools/routing.ts'].concat(process.argv.slice(2));
  prepare.run(node, args, { env: prepare.environment(node) }).then(function (code) {
    process.exit(code);
  });
});
