import type { CustomButtonDefinition } from '../../api-client/contract/entities/custom-button.ts';
import type {
  ButtonPressed,
  InteractionButton,
} from '../../api-client/contract/interaction-buttons.ts';
import { testCondition } from '../routing/conditions.ts';
import type { FoundEntity } from '../routing/entities.ts';
import { resolveMagic } from '../routing/magic.ts';
import type { WebServiceResult } from '../routing/effects.ts';
import { NoCalls } from '../effects/call-now.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { createEntityLookup } from '../storage/entity-lookup.ts';
import { findAct, insertAct, type ManualAct } from '../storage/manual-acts.ts';
import { listDefined } from '../storage/listed-entities.ts';
import { readActiveProfile } from '../storage/users.ts';
import { act, lookAt, type Actor, type Sight } from './act.ts';
import { fillButtonAddress } from './button-address.ts';
import { fieldsOf } from './interaction-fields.ts';

type Fields = Readonly<Record<string, string>>;
type Button = FoundEntity<'custom-button'>;

/** The organisation's own buttons that this user is to see at this interaction now, by title. */
export async function listButtons(sight: Sight): Promise<InteractionButton[]> {
  const buttons = await shownButtons(sight);
  if (buttons.length === 0) return [];
  const fields = await fieldsOf(sight);
  return buttons
    .filter(({ definition }) => holds(definition, fields, sight))
    .map((button) => toShown(button, fields));
}

/** Those that are for this user, whatever the interaction is like. */
async function shownButtons({ db, who }: Sight): Promise<Button[]> {
  const all = await listDefined(db, who.organisationId, 'custom-button');
  const active = all.filter(({ definition }) => definition.active);
  if (active.length === 0) return [];
  const profileId = await readActiveProfile(db, who);
  return active.filter(({ definition: { users } }) => {
    if (users.type === 'everyone') return true;
    return users.type === 'users'
      ? users.userIds.includes(who.userId)
      : users.profileIds.includes(profileId ?? '');
  });
}

function holds(
  { shownIf, conditions }: CustomButtonDefinition,
  fields: Fields,
  { held: { locale } }: Sight,
): boolean {
  if (conditions.length === 0) return true;
  const test = ({ field, operator, value }: CustomButtonDefinition['conditions'][number]) =>
    testCondition({ actual: valueOf(fields, field), operator, value }, locale) === true;
  return shownIf === 'all' ? conditions.every(test) : conditions.some(test);
}

function valueOf(fields: Fields, path: string): string | undefined {
  return Object.hasOwn(fields, path) ? fields[path] : undefined;
}

function toShown({ id, name: title, definition }: Button, fields: Fields): InteractionButton {
  const { icon, colour, place, does } = definition;
  const button = { id, title, icon, colour, place, type: does.type };
  if (does.type === 'web-service') return { ...button, address: null, reason: null };
  const filled = fillButtonAddress(does.address, (path) => valueOf(fields, path) ?? '');
  return 'address' in filled
    ? { ...button, address: filled.address, reason: null }
    : { ...button, address: null, reason: filled.reason };
}

/**
 * Has a button call its web service, which the user waits for. Nothing of the answer leaves the server but what the
 * button's definition names. Under the same key the service is told that it is the same call.
 */
export async function pressButton(
  services: Services,
  who: Actor,
  interactionId: string,
  { buttonId, key: callKey }: { buttonId: string; key: string | undefined },
): Promise<ButtonPressed> {
  const sight = await lookAt(services, who, interactionId);
  const { db, key, now } = sight;
  const before = callKey === undefined ? undefined : await findAct(db, key, { key: callKey });
  if (before) return answerOf(before, buttonId);
  const button = (await shownButtons(sight)).find(({ id }) => id === buttonId);
  const fields = await fieldsOf(sight);
  if (!button || !holds(button.definition, fields, sight)) throw notFound('button');
  const ownKey = callKey ?? services.newId(now);
  const result = await call(services, sight, button, fields, ownKey);
  return act(services, who, interactionId, async (held) => {
    const again = await findAct(held.db, held.key, { key: ownKey });
    if (again) return answerOf(again, buttonId);
    const answer = toPressed(button, result, held.now);
    const what = answer.words === null ? button.name : `${button.name}: ${answer.words}`;
    held.note('button', what);
    const at = answer.at;
    const said = { recordId: button.id, label: button.name, former: null, made: false };
    await insertAct(held.db, held.key, {
      id: held.newId(),
      userId: who.userId,
      key: ownKey,
      done: { kind: 'button', ...said, undo: null, payAddress: null, at },
      answer,
      before: null,
      after: null,
    });
    return answer;
  });
}

function answerOf({ answer, done }: ManualAct, buttonId: string): ButtonPressed {
  if (answer && done.recordId === buttonId) return answer;
  throw new Refusal('conflict', 'This key was used for something else. Take a new one.');
}

async function call(
  { callNow, db }: Services,
  { key }: Sight,
  { name, definition: { does } }: Button,
  fields: Fields,
  callKey: string,
): Promise<WebServiceResult> {
  if (does.type !== 'web-service')
    throw new Refusal('conflict', `“${name}” opens an address; the page does it.`);
  const { organisationId } = key;
  const service = await createEntityLookup(db, organisationId).find('web-service', {
    id: does.serviceId,
  });
  if (!service)
    return { ok: false, reason: 'The web service of this button is not there any more.' };
  const inputs = Object.fromEntries(
    does.inputs.map((input) => [
      input.name,
      resolveMagic(input.value, (path) => valueOf(fields, path)),
    ]),
  );
  const { definition } = service;
  const empty = definition.inputs.find(
    ({ name: input, required, default: standIn }) => required && !inputs[input] && !standIn,
  );
  if (empty) return { ok: false, reason: `The input “${empty.title}” is empty.` };
  const wanted = [...new Set(does.shows.map(({ path }) => path))];
  const of = { ...key, key: `button:${key.interactionId}:${callKey}` };
  try {
    return await callNow('web-service', { definition, inputs, waited: true, wanted }, of);
  } catch (error) {
    if (error instanceof NoCalls) return { ok: false, reason: error.message };
    throw error;
  }
}

/** So much of one value is shown. */
const LONGEST_SHOWN = 1000;

function toPressed(
  { definition: { does } }: Button,
  result: WebServiceResult,
  now: Date,
): ButtonPressed {
  const at = now.toISOString();
  if (!result.ok) return { ok: false, words: result.reason, values: [], at };
  const shows = does.type === 'web-service' ? does.shows : [];
  const values = shows.map(({ title, path }) => {
    const value = valueAt(result.values, path);
    return {
      title,
      value: value === null ? null : value.slice(0, LONGEST_SHOWN).toWellFormed(),
    };
  });
  return { ok: true, words: null, values, at };
}

function valueAt(values: Readonly<Record<string, string | null>>, path: string): string | null {
  return Object.hasOwn(values, path) ? (values[path] ?? null) : null;
}
