import { z } from 'zod';
import type { ActionType, ActionTypes } from '../../api-client/contract/action-type.ts';
import { ScenarioSettings } from '../../api-client/contract/scenario.ts';
import type { ActionCatalogue } from '../routing/compile.ts';
import type { ActionDefinition } from '../routing/define-action.ts';
import { route } from './route.ts';

export const actionTypeRoutes = [
  route('listActionTypes', async ({ services: { catalogue } }) => ({
    items: describeActions(catalogue),
    scenario: scenarioSchema(),
  })),
];

let settings: ActionTypes['scenario'] | undefined;
const scenarioSchema = () =>
  (settings ??= { ...z.toJSONSchema(ScenarioSettings, { io: 'input' }) });

const described = new WeakMap<ActionCatalogue, ActionType[]>();

/** Every action type as the data of its form. */
export function describeActions(catalogue: ActionCatalogue): ActionType[] {
  let items = described.get(catalogue);
  if (!items) {
    items = [...catalogue.values()].map(describeAction);
    described.set(catalogue, items);
  }
  return items;
}

function describeAction(definition: ActionDefinition): ActionType {
  const { type, title, group, flows, summary, parameters, branches, optional } = definition;
  return {
    type,
    title,
    group,
    flows: [...flows],
    summary,
    parameters: { ...z.toJSONSchema(parameters, { io: 'input', override: showMagic }) },
    branches: Object.entries(branches).map(([key, label]) => ({
      key,
      label,
      optional: optional?.includes(key) ?? false,
    })),
  };
}

/** When a text is resolved is the action's own business: a form only knows that it takes variables. */
function showMagic({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void {
  if (jsonSchema['magic'] !== undefined) jsonSchema['magic'] = true;
}
