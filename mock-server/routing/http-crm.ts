import type { CrmScenario, HttpCrm } from '../../api-client/contract/entities/crm.ts';
import { bodyTemplates } from '../../api-client/contract/entities/http-template.ts';
import { placeholdersIn } from '../../api-client/contract/entities/placeholders.ts';
import type { ActionContext } from './action-context.ts';
import type { EntityChoice } from './entities.ts';
import { missingEntity } from './missing-entity.ts';

/** A CRM that is reached over HTTP. */
export interface FoundHttpCrm {
  id: string;
  name: string;
  definition: HttpCrm;
}

/** The CRM V2 that an action names, or why there is none. */
export async function findHttpCrm(
  context: ActionContext,
  choice: EntityChoice,
): Promise<FoundHttpCrm | { reason: string }> {
  const found = await context.find('crm', choice);
  if (!found) return { reason: missingEntity('crm', choice) };
  const { id, name, definition } = found;
  if (definition.kind !== 'v2')
    return { reason: `“${name}” is the built-in CRM, not a CRM V2.` };
  return { id, name, definition };
}

/** The values that a scenario looks for, and the first that must not be empty and is. */
export function scenarioValues(
  { path, query, body, mayBeEmpty }: CrmScenario,
  { variables }: { variables: Pick<ActionContext['variables'], 'get'> },
): { values: Record<string, string>; empty: string | undefined } {
  const templates = [path, ...query.map(({ value }) => value), ...bodyTemplates(body)];
  const names = placeholdersIn(...templates).filter((name) => !name.startsWith('secret.'));
  const values = Object.fromEntries(names.map((name) => [name, variables.get(name) ?? '']));
  const empty = names.find((name) => !mayBeEmpty.includes(name) && values[name]?.trim() === '');
  return { values, empty };
}
