import type { BuiltInCrm, HttpCrm } from '../../api-client/contract/entities/crm.ts';
import { bodyTemplates } from '../../api-client/contract/entities/http-template.ts';
import { placeholdersIn } from '../../api-client/contract/entities/placeholders.ts';
import { NoCalls, type CallNow } from '../effects/call-now.ts';
import { invalidField, Refusal } from '../refusal.ts';
import type { FoundBuiltIn } from '../routing/built-in-crm.ts';
import type { CrmRequest, CrmResult } from '../routing/effects.ts';
import type { FoundHttpCrm } from '../routing/http-crm.ts';
import type { Db } from '../storage/database.ts';
import { createEntityLookup } from '../storage/entity-lookup.ts';
import type { InteractionKey } from '../storage/held-interaction.ts';

/** What a scenario names for the text that a user looks for. */
export const SEARCHED = 'search.text';

export type FoundCrm =
  { kind: 'built-in'; crm: FoundBuiltIn } | { kind: 'v2'; crm: FoundHttpCrm };

/** The CRM of this id; undefined when it is not there any more. */
export async function findCrm(
  db: Db,
  organisationId: string,
  id: string,
): Promise<FoundCrm | undefined> {
  const found = await createEntityLookup(db, organisationId).find('crm', { id });
  return found && sorted(found);
}

function sorted({
  id,
  name,
  definition,
}: {
  id: string;
  name: string;
  definition: BuiltInCrm | HttpCrm;
}): FoundCrm {
  return definition.kind === 'built-in'
    ? { kind: 'built-in', crm: { id, name, definition } }
    : { kind: 'v2', crm: { id, name, definition } };
}

/** The CRM of this id, or a refusal that names the field. */
export async function demandCrm(
  db: Db,
  organisationId: string,
  id: string,
  field = 'crmId',
): Promise<FoundCrm> {
  const found = await findCrm(db, organisationId, id);
  if (found) return found;
  throw invalidField(field, `There is no CRM with the id ${id}.`);
}

/** Whether the scenario looks for what a user writes. */
export function takesText({ path, query, body }: HttpCrm['scenarios'][number]): boolean {
  const templates = [path, ...query.map(({ value }) => value), ...bodyTemplates(body)];
  return placeholdersIn(...templates).includes(SEARCHED);
}

/** Asks a CRM of one's own. Refuses with what is wrong when it does not answer as it should. */
export async function askCrm(
  callNow: CallNow,
  { name }: FoundHttpCrm,
  request: CrmRequest,
  key: InteractionKey,
  callKey: string,
): Promise<Extract<CrmResult, { ok: true }>['cards']> {
  const result = await tryCrm(callNow, request, key, callKey);
  if (result.ok) return result.cards;
  throw new Refusal('conflict', `“${name}” did not do it: ${result.reason}`);
}

/** Asks a CRM; that this server makes no calls is an answer as well. */
export async function tryCrm(
  callNow: CallNow,
  request: CrmRequest,
  key: InteractionKey,
  callKey: string,
): Promise<CrmResult> {
  try {
    return await callNow('crm', request, { ...key, key: callKey });
  } catch (error) {
    if (error instanceof NoCalls) return { ok: false, reason: error.message };
    throw error;
  }
}
