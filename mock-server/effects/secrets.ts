import { placeholdersIn } from '../../api-client/contract/entities/placeholders.ts';
import type { Db } from '../storage/database.ts';
import { readSecret } from '../storage/secrets.ts';
import { maskPattern } from './mask-pattern.ts';

/** What stands where a secret was. */
export const MASK = '•••';
/** A shorter value would be found everywhere. */
const SHORTEST_MASKED = 4;

/** A secret that a definition names and nobody has saved. The message has its name. */
export class MissingSecret extends Error {
  constructor(name: string) {
    super(`There is no secret ‘${name}’.`);
    this.name = 'MissingSecret';
  }
}

/** The secrets of one call, by name. */
export class Secrets {
  #values: ReadonlyMap<string, string>;
  #patterns: RegExp[] | undefined;

  constructor(values: ReadonlyMap<string, string>) {
    this.#values = values;
  }

  get(name: string): string {
    const value = this.#values.get(name);
    if (value === undefined) throw new MissingSecret(name);
    return value;
  }

  /** The text without any secret’s value, however it is written. */
  mask(text: string): string {
    this.#patterns ??= patternsOf(this.#values.values());
    return this.#patterns.reduce((masked, pattern) => masked.replaceAll(pattern, MASK), text);
  }
}

/** The longest first: what a shorter one leaves of it would be told. */
function patternsOf(values: Iterable<string>): RegExp[] {
  return [...values]
    .filter((value) => value.length >= SHORTEST_MASKED)
    .sort((a, b) => b.length - a.length)
    .map(maskPattern);
}

/** Reads every secret that the templates name as `{{secret.NAME}}`. */
export async function readSecretsOf(
  db: Db,
  organisationId: string,
  templates: readonly string[],
): Promise<Secrets> {
  const names = placeholdersIn(...templates)
    .filter((name) => name.startsWith('secret.'))
    .map((name) => name.slice('secret.'.length));
  return readSecrets(db, organisationId, names);
}

export async function readSecrets(
  db: Db,
  organisationId: string,
  names: readonly string[],
): Promise<Secrets> {
  const values = new Map<string, string>();
  for (const name of names) {
    const value = await readSecret(db, organisationId, name);
    if (value === undefined) throw new MissingSecret(name);
    values.set(name, value);
  }
  return new Secrets(values);
}
