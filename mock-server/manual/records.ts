import type {
  CardRecord,
  InteractionRecords,
} from '../../api-client/contract/interaction-records.ts';
import type { InteractionCard } from '../../api-client/contract/interaction.ts';
import type { HttpCrm } from '../../api-client/contract/entities/crm.ts';
import type { Reason } from '../../api-client/contract/reason.ts';
import { notFound } from '../refusal.ts';
import type { Services } from '../services.ts';
import { readCard } from '../storage/cards.ts';
import { readDurations } from '../storage/interaction-durations.ts';
import { listInvoicesOf } from '../storage/interaction-invoices.ts';
import { listPayments } from '../storage/interaction-payments.ts';
import {
  listTasks,
  readCaseOf,
  readLinked,
  withTitles,
} from '../storage/interaction-records.ts';
import { listQualifications } from '../storage/qualifications.ts';
import { listSurveys } from '../storage/surveys.ts';
import type { Sight } from './act.ts';
import { findCrm, tryCrm } from './crms.ts';

/** Everything about an interaction besides its row, its conversation and its events. Asks nobody outside. */
export async function readRecords({
  db,
  now,
  key,
  who,
  interaction,
}: Sight): Promise<InteractionRecords> {
  const [durations, itsCase, card, qualifications, surveys, invoices, payments, tasks, linked] =
    await Promise.all([
      readDurations(db, key),
      readCaseOf(db, key),
      interaction.card ? describeCard(db, key.organisationId, interaction.card) : null,
      listQualifications(db, key, who.userId),
      listSurveys(db, key.organisationId, key.interactionId),
      listInvoicesOf(db, key),
      listPayments(db, key),
      listTasks(db, key),
      readLinked(db, who, key, { now }),
    ]);
  return {
    interactionId: interaction.id,
    revision: interaction.revision,
    durations,
    case: itsCase,
    card,
    qualifications,
    surveys,
    invoices,
    payments,
    tasks,
    ...linked,
  };
}

/** The card as far as this server knows it. */
async function describeCard(
  db: Sight['db'],
  organisationId: string,
  card: InteractionCard,
): Promise<CardRecord> {
  const unknown = { ...card, crm: null, fields: null, canBeRead: false, trouble: null };
  const found = await findCrm(db, organisationId, card.crmId);
  if (!found) return { ...unknown, trouble: because('crm-gone', 'Its CRM was deleted.') };
  const { id, name } = found.crm;
  const crm = { id, name, kind: found.kind };
  if (found.kind === 'v2') {
    const canBeRead = readableObject(found.crm.definition, card) !== undefined;
    return { ...unknown, crm, canBeRead };
  }
  const stored = await readCard(db, organisationId, id, card.id);
  if (!stored)
    return { ...unknown, crm, trouble: because('card-gone', 'The card was deleted.') };
  const fields = withTitles(found.crm.definition.fields, stored.values);
  return { ...unknown, crm, fields, canBeRead: true };
}

/** The card as its CRM has it now: one of one's own is asked. That it does not answer is told, and no failure. */
export async function readCardNow(
  { callNow, newId }: Pick<Services, 'callNow' | 'newId'>,
  { db, key, now, interaction: { card } }: Sight,
): Promise<CardRecord> {
  if (!card) throw notFound('card');
  const described = await describeCard(db, key.organisationId, card);
  const found = await findCrm(db, key.organisationId, card.crmId);
  if (found?.kind !== 'v2') return described;
  const { definition } = found.crm;
  const object = readableObject(definition, card);
  if (!object) {
    const words = `“${found.crm.name}” does not say how a card is read.`;
    return { ...described, trouble: because('crm-unreadable', words) };
  }
  const request = { definition, call: 'read', object: object.name, id: card.id } as const;
  const result = await tryCrm(callNow, request, key, `read:${newId(now)}`);
  if (!result.ok) return { ...described, trouble: because('crm-silent', result.reason) };
  const [read] = result.cards;
  if (!read)
    return { ...described, trouble: because('card-gone', 'The CRM has no such card.') };
  const { label, address } = read;
  return { ...described, label, address, fields: withTitles(object.fields, read.fields ?? {}) };
}

function readableObject({ objects }: HttpCrm, { object }: InteractionCard) {
  const readable = objects.filter(({ read }) => read !== null);
  if (object !== undefined) return readable.find(({ name }) => name === object);
  return objects.length === 1 ? readable[0] : undefined;
}

function because(key: Reason['key'], words: string): Reason {
  return { key, words };
}
