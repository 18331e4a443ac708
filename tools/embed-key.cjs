'use strict';
// npm run embed-key -- add <id>: a key by which a site's server signs tokens. npm run embed-key -- end <id>: no more.

var prepare = require('./prepare.cjs');

prepare.prepare().then(function (node) {
  var args = ['tools/embed-key.ts'].concat(process.argv.slice(2));
  prepare.run(node, args, { env: prepare.environment(node) }).then(function (code) {
    process.exit(code);
  });
});
