import type { ActionType } from '../../api-client/contract/action-type.ts';
import type { Finding, RoutingTree } from '../../api-client/contract/routing.ts';

const type = (
  name: string,
  title: string,
  branches: Record<string, string>,
  optional: readonly string[] = [],
): ActionType => ({
  type: name,
  title,
  group: 'tree',
  flows: ['messaging'],
  summary: `${title}.`,
  parameters: { type: 'object', properties: {} },
  branches: Object.entries(branches).map(([key, label]) => ({
    key,
    label,
    optional: optional.includes(key),
  })),
});

export const sampleTypes: ReadonlyMap<string, ActionType> = new Map(
  [
    type('start', 'Start', { ok: 'OK' }),
    type('test-values', 'Test a value', { yes: 'Yes', no: 'No', error: 'Error' }, ['error']),
    type('add-checkpoint', 'Add a checkpoint', {
      ok: 'OK',
      'reference-not-found': 'Reference not found',
    }),
    type('node', 'Node', { ok: 'OK' }),
  ].map((one) => [one.type, one]),
);

/** Start → known? → yes: a checkpoint; no: nowhere. */
export const sampleTree: RoutingTree = {
  start: 'start',
  actions: {
    start: { type: 'start', name: 'Start', parameters: {}, branches: { ok: 'known' } },
    known: {
      type: 'test-values',
      name: 'Is the customer known?',
      parameters: {},
      branches: { yes: 'mark' },
    },
    mark: { type: 'add-checkpoint', name: 'Recognised', parameters: {}, branches: {} },
    loose: { type: 'node', name: 'Left over', parameters: {}, branches: {} },
  },
};

export const sampleFindings: ReadonlyMap<string, readonly Finding[]> = new Map([
  [
    'known',
    [
      {
        severity: 'error',
        code: 'parameters',
        path: 'tree.actions.known.parameters.conditions',
        actionId: 'known',
        message: 'Give one condition at least.',
      },
    ],
  ],
]);

/** So many actions, each of which leads to two others as far as there are. */
export function largeTree(count: number): RoutingTree {
  const actions = Array.from({ length: count }, (_, index) => {
    const [yes, no] = [2 * index + 1, 2 * index + 2];
    const branches: Record<string, string> =
      index === 0
        ? { ok: 'a1' }
        : {
            ...(yes < count ? { yes: `a${yes}` } : {}),
            ...(no < count ? { no: `a${no}` } : {}),
          };
    const kind = index === 0 ? 'start' : 'test-values';
    return [`a${index}`, { type: kind, name: `Action ${index}`, parameters: {}, branches }];
  });
  return { start: 'a0', actions: Object.fromEntries(actions) as RoutingTree['actions'] };
}
