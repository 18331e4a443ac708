'use strict';
// npm start: installs what is missing, builds the script for host pages if its sources changed, and runs the server.

var prepare = require('./prepare.cjs');

prepare.prepare().then(function (node) {
  var options = { env: prepare.environment(node) };
  prepare
    .run(node, ['tools/build.ts', 'script', '--if-changed'], options)
    .then(function (code) {
      if (code !== 0) process.exit(code);
      var args = ['mock-server/main.ts'].concat(process.argv.slice(2));
      prepare.run(node, args, options).then(function (end) {
        process.exit(end);
      });
    });
});
