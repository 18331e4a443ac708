import { writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { actionList } from '../mock-server/actions/index.ts';
import { conformanceCases } from '../test/conformance/cases/index.ts';
import { traps } from '../test/conformance/traps.ts';

/*
 * node tools/conformance.ts   writes docs/conformance.md from the cases of the conformance suite
 */
export const CONFORMANCE = join(resolve(import.meta.dirname, '..'), 'docs', 'conformance.md');

const titles: Record<keyof typeof conformanceCases, string> = {
  tree: 'Actions and action tree',
  messaging: 'Messaging',
  sending: 'Sending',
  distribution: 'Distribution',
  cases: 'Cases and CRM',
  data: 'Data',
  time: 'Time and dates',
  interconnection: 'Interconnection',
  campaigns: 'Campaigns',
  survey: 'Survey',
  payment: 'Payment and billing',
};

/** The whole table, as Markdown. */
export function conformance(): string {
  const chapters = Object.entries(titles).map(([group, title]) => chapter(group, title));
  return [opening(), ...chapters.filter((text) => text !== ''), trapsTable()].join('\n');
}

function opening(): string {
  const cases = Object.values(conformanceCases).flat();
  const actions = new Set(cases.map(({ action }) => action));
  const branches = new Set(cases.map(({ action, branch }) => `${action}: ${branch}`));
  return `# Conformance

<!-- Made from the cases in test/conformance by \`node tools/conformance.ts\`: change those, not this file. -->

**${actions.size} actions, ${branches.size} branches, ${cases.length} cases.**

Each row is a test that runs a routing on the real engine and a real database, leaves the action by that branch and
looks at what then is. What is outside of the server (mail servers, gateways, web services, CRMs) is played. At the end
are the traps: what an implementation could easily get wrong, and where that is tested. \`npm test\` runs them all.
`;
}

function chapter(group: string, title: string): string {
  const cases = Object.entries(conformanceCases).find(([name]) => name === group)?.[1] ?? [];
  const rows = actionList
    .filter((action) => action.group === group)
    .flatMap(({ type, title: name, branches }) =>
      Object.entries(branches).flatMap(([branch, label]) =>
        cases
          .filter((one) => one.action === type && one.branch === branch)
          .map(({ says }) => row(`${name} (\`${type}\`)`, `${label} (\`${branch}\`)`, says)),
      ),
    );
  if (rows.length === 0) return '';
  const heads = row('Action', 'Branch', 'Is taken when, and what then is');
  return [`## ${title}\n`, heads, row('---', '---', '---'), ...rows, ''].join('\n');
}

function trapsTable(): string {
  const rows = traps.map(({ trap, tests }) =>
    row(trap, tests.map(({ file }) => `[${basename(file)}](../${file})`).join(', ')),
  );
  const heads = row('What could easily be wrong', 'Where it is tested');
  return ['## Traps\n', heads, row('---', '---'), ...rows, ''].join('\n');
}

function row(...cells: string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

if (import.meta.main) writeFileSync(CONFORMANCE, conformance());
