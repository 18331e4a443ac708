'use strict';
// npm test: everything that must hold, in one go. With arguments (npm test -- test/some.test.ts), only those tests.

var prepare = require('./prepare.cjs');

var totals = { passed: 0, failed: 0, skipped: 0 };
var summary = [];
var chosen = process.argv.slice(2);
/** A stage that runs beside those before the tests, and its end. */
var beside = null;
var besideChild = null;

prepare.prepare().then(function (node) {
  var stages = chosen.length ? stagesForChosen() : allStages();
  runNext(node, stages);
});

function allStages() {
  return [
    { name: 'browser', args: ['tools/ensure-browser.ts'] },
    // It takes longest of what has no tests in it, and one processor.
    { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.'], isBeside: true },
    { name: 'types', args: ['node_modules/tsc7/bin/tsc', '-p', '.'] },
    {
      name: 'format',
      args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
    },
    { name: 'build', args: ['tools/build.ts'] },
    vitest('tests in Node', ['--project', 'node']),
    vitest('tests in a browser', ['--project', 'browser']),
    vitest('tests end to end', ['--project', 'e2e']),
    vitest('tests of faults', ['--project', 'faults']),
  ];
}

function stagesForChosen() {
  // The tests of the package need all of it.
  var needsAll = chosen.join().includes('embedding');
  var what = needsAll ? [] : ['script', '--if-changed'];
  var build = { name: 'build', args: ['tools/build.ts'].concat(what) };
  return [build, vitest('chosen tests', chosen)];
}

function vitest(name, args) {
  return {
    name: name,
    args: ['node_modules/vitest/vitest.mjs', 'run'].concat(args),
    counts: true,
  };
}

function runNext(node, stages) {
  var stage = stages[0];
  if (!stage) return finish(0);
  if (stage.isBeside) {
    beside = { stage: stage, ended: runBeside(node, stage) };
    return runNext(node, stages.slice(1));
  }
  if (beside && stage.counts) return endBeside(node, stages);
  var began = Date.now();
  console.log('\n── ' + stage.name + ' ──');
  runStage(node, stage).then(function (code) {
    ended(node, stage, code, secondsSince(began), stages.slice(1));
  });
}

function ended(node, stage, code, seconds, rest) {
  summary.push((code === 0 ? 'ok      ' : 'FAILED  ') + stage.name + ' (' + seconds + ')');
  if (code === 0) return runNext(node, rest);
  if (!stage.counts || !totals.failed) totals.failed++;
  rest.forEach(function (stage) {
    summary.push('not run ' + stage.name);
  });
  finish(1);
}

function secondsSince(began) {
  return ((Date.now() - began) / 1000).toFixed(1) + ' s';
}

/** What it prints is kept until the others are done, so that nothing stands between their lines. */
function runBeside(node, stage) {
  var began = Date.now();
  var printed = '';
  function keep(data) {
    printed += data;
  }
  return prepare
    .run(node, stage.args, {
      env: prepare.environment(node),
      stdio: ['ignore', 'pipe', 'pipe'],
      onChild: function (child) {
        besideChild = child;
        child.stdout.on('data', keep);
        child.stderr.on('data', keep);
      },
    })
    .then(function (code) {
      return { code: code, seconds: secondsSince(began), printed: printed };
    });
}

function endBeside(node, stages) {
  var stage = beside.stage;
  var waited = beside.ended;
  beside = null;
  waited.then(function (result) {
    console.log('\n── ' + stage.name + ' ──');
    process.stdout.write(result.printed);
    ended(node, stage, result.code, result.seconds, stages);
  });
}

function runStage(node, stage) {
  var env = prepare.environment(node);
  if (!stage.counts) return prepare.run(node, stage.args, { env: env });
  if (process.stdout.isTTY) env.FORCE_COLOR = '1';
  return prepare.run(node, stage.args, {
    env: env,
    stdio: ['inherit', 'pipe', 'inherit'],
    onChild: countTests,
  });
}

/** Shows what the tests print, and adds up the line that they end with. */
function countTests(child) {
  var rest = '';
  child.stdout.on('data', function (data) {
    process.stdout.write(data);
    var lines = (rest + data).split('\n');
    rest = lines.pop();
    lines.forEach(function (line) {
      var counts = /^(\d+) passed, (\d+) failed, (\d+) skipped$/.exec(line.trim());
      if (!counts) return;
      totals.passed += Number(counts[1]);
      totals.failed += Number(counts[2]);
      totals.skipped += Number(counts[3]);
    });
  });
}

function finish(code) {
  if (beside) besideChild.kill('SIGTERM');
  console.log('\n' + summary.join('\n') + '\n');
  console.log(
    totals.passed + ' passed, ' + totals.failed + ' failed, ' + totals.skipped + ' skipped',
  );
  process.exitCode = code;
}
