'use strict';
// npm test: everything that must hold, in one go. With arguments (npm test -- test/some.test.ts), only those tests.

var prepare = require('./prepare.cjs');

var totals = { passed: 0, failed: 0, skipped: 0 };
var summary = [];
var chosen = process.argv.slice(2);

prepare.prepare().then(function (node) {
  runSteps(node, chosen.length ? [[stagesForChosen()]] : allSteps());
});

/**
 * Step after step; each has lanes that run at the same time, and each lane its stages one after the other. What a lane
 * but the first prints is shown when the first is done.
 */
function allSteps() {
  return [
    [
      [
        { name: 'browser', args: ['tools/ensure-browser.ts'] },
        { name: 'types', args: ['node_modules/tsc7/bin/tsc', '-p', '.'] },
        {
          name: 'format',
          args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
        },
        { name: 'build', args: ['tools/build.ts'] },
      ],
      // It takes longest of what has no tests in it, and one processor.
      [{ name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.'] }],
    ],
    [[vitest('tests in Node', ['--project', 'node'])]],
    [[vitest('tests in a browser', ['--project', 'browser'])]],
    [[vitest('tests end to end', ['--project', 'e2e'])]],
    // By themselves: what they kill has to be up again in time.
    [[vitest('tests of faults', ['--project', 'faults'])]],
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

function runSteps(node, steps) {
  var lanes = steps[0];
  if (!lanes) return finish(0);
  var beside = lanes.slice(1).map(function (lane) {
    return keptLane(node, lane);
  });
  runLane(node, lanes[0], showStage).then(function (isRight) {
    endBeside(beside).then(function (areRight) {
      if (!isRight || !areRight) return finish(1);
      runSteps(node, steps.slice(1));
    });
  });
}

/** Ends with whether all of its stages came to their end. After one that did not, those behind it are not run. */
function runLane(node, stages, run) {
  var stage = stages[0];
  if (!stage) return Promise.resolve(true);
  var began = Date.now();
  return run(node, stage).then(function (code) {
    var seconds = ((Date.now() - began) / 1000).toFixed(1);
    var rest = stages.slice(1);
    summary.push((code === 0 ? 'ok      ' : 'FAILED  ') + stage.name + ' (' + seconds + ' s)');
    if (code === 0) return runLane(node, rest, run);
    if (!stage.counts || !totals.failed) totals.failed++;
    rest.forEach(function (one) {
      summary.push('not run ' + one.name);
    });
    return false;
  });
}

/** Runs beside others: what it prints is kept, so that nothing stands between their lines. */
function keptLane(node, stages) {
  var lane = { printed: '' };
  lane.ended = runLane(node, stages, function (_, stage) {
    lane.printed += heading(stage);
    return runStage(node, stage, ['ignore', 'pipe', 'pipe'], function (child) {
      [child.stdout, child.stderr].forEach(function (stream) {
        stream.on('data', function (data) {
          lane.printed += data;
        });
      });
    });
  });
  return lane;
}

function endBeside(lanes) {
  var lane = lanes[0];
  if (!lane) return Promise.resolve(true);
  return lane.ended.then(function (isRight) {
    process.stdout.write(lane.printed);
    return endBeside(lanes.slice(1)).then(function (areRight) {
      return isRight && areRight;
    });
  });
}

function heading(stage) {
  return '\n── ' + stage.name + ' ──\n';
}

function showStage(node, stage) {
  process.stdout.write(heading(stage));
  if (!stage.counts) return prepare.run(node, stage.args, { env: prepare.environment(node) });
  return runStage(node, stage, ['inherit', 'pipe', 'inherit'], function (child) {
    child.stdout.on('data', function (data) {
      process.stdout.write(data);
    });
  });
}

function runStage(node, stage, stdio, onChild) {
  var env = prepare.environment(node);
  if (process.stdout.isTTY) env.FORCE_COLOR = '1';
  return prepare.run(node, stage.args, {
    env: env,
    stdio: stdio,
    onChild: function (child) {
      onChild(child);
      if (stage.counts) countTests(child);
    },
  });
}

/** Adds up the line that tests end with. */
function countTests(child) {
  var rest = '';
  child.stdout.on('data', function (data) {
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
  console.log('\n' + summary.join('\n') + '\n');
  console.log(
    totals.passed + ' passed, ' + totals.failed + ' failed, ' + totals.skipped + ' skipped',
  );
  process.exitCode = code;
}
