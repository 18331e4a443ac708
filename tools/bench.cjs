'use strict';
// npm run bench: every measurement of test/bench, one after the other; `npm run bench -- size` only those named so.

var fs = require('fs');
var path = require('path');
var prepare = require('./prepare.cjs');

var folder = path.join('test', 'bench');
var chosen = process.argv.slice(2);

prepare.prepare().then(function (node) {
  var stages = [['tools/ensure-browser.ts'], ['tools/build.ts', 'script', '--if-changed']];
  runNext(node, stages.concat(measurements()));
});

function measurements() {
  var names = fs
    .readdirSync(path.join(prepare.root, folder))
    .filter(function (file) {
      return /\.ts$/.test(file) && file !== 'measure.ts';
    })
    .map(function (file) {
      return file.replace(/\.ts$/, '');
    });
  chosen.forEach(function (name) {
    if (names.indexOf(name) >= 0) return;
    console.error(
      'There is no measurement ‘' + name + '’: choose of ' + names.join(', ') + '.',
    );
    process.exit(1);
  });
  return (chosen.length ? chosen : names.sort()).map(function (name) {
    return [path.join(folder, name + '.ts')];
  });
}

function runNext(node, stages) {
  if (stages.length === 0) return;
  prepare.run(node, stages[0], { env: prepare.environment(node) }).then(function (code) {
    if (code === 0) return runNext(node, stages.slice(1));
    console.error('‘' + stages[0].join(' ') + '’ did not come to its end.');
    process.exitCode = code;
  });
}
