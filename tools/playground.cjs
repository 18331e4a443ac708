'use strict';
// npm run playground: every element in every state, in a page that has the whole server inside it.
// npm run playground -- --build makes dist/playground, for any server that serves files.

var prepare = require('./prepare.cjs');

prepare.prepare().then(function (node) {
  var args = ['tools/playground.ts'].concat(process.argv.slice(2));
  prepare.run(node, args, { env: prepare.environment(node) }).then(function (code) {
    process.exit(code);
  });
});
