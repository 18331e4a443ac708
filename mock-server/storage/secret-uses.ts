import { sql } from 'kysely';
import type { EntityTableKind } from '../../api-client/contract/entities/index.ts';
import { placeholdersIn } from '../../api-client/contract/entities/placeholders.ts';
import type { SecretUse } from '../../api-client/contract/secret.ts';
import type { Db } from './database.ts';

const PREFIX = 'secret.';

/** What uses which secret, by the secret's name: definitions of the Maker, and the organisation's own sign-in. */
export async function findSecretUses(
  db: Db,
  organisationId: string,
): Promise<Map<string, SecretUse[]>> {
  const uses = new Map<string, SecretUse[]>();
  const note = (name: string, use: SecretUse) =>
    uses.set(name, [...(uses.get(name) ?? []), use]);
  const entities = await db
    .selectFrom('entities')
    .select(['kind', 'id', 'name', 'definition'])
    .where('organisation_id', '=', organisationId)
    .where(sql<boolean>`definition::text ilike '%secret%'`)
    .orderBy('name')
    .orderBy('id')
    .execute();
  for (const { kind, id, name, definition } of entities)
    for (const secret of secretsOf(kind, definition)) note(secret, { kind, id, name });
  const providers = await db
    .selectFrom('identity_providers')
    .select(['name', 'client_secret'])
    .where('organisation_id', '=', organisationId)
    .execute();
  for (const { name, client_secret } of providers)
    note(client_secret, { kind: 'identity-provider', id: null, name });
  return uses;
}

/** Each name once: those in its texts, and the one that has a field of its own. */
function secretsOf(kind: EntityTableKind, definition: unknown): string[] {
  const texts = textsIn(definition);
  const written = placeholdersIn(...texts)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => name.slice(PREFIX.length));
  return [...new Set([...written, ...ownSecret(kind, definition)])];
}

function ownSecret(kind: EntityTableKind, definition: unknown): string[] {
  const { secret, smtp } = definition as {
    secret?: unknown;
    smtp?: { passwordSecret?: unknown } | null;
  }; // by the contract
  const name =
    kind === 'mailbox' ? smtp?.passwordSecret : kind === 'payment-module' ? secret : null;
  return typeof name === 'string' ? [name] : [];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(textsIn)
    : [];
}
