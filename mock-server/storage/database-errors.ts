import type { EntityLookup } from '../routing/entities.ts';
import type { Surroundings } from '../routing/interpreter.ts';
import type { Records } from '../routing/records.ts';
import { StorageFailure } from '../routing/storage-failure.ts';

/** Two writers wanted the same unique value. */
export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === '23505';
}

/** A row is still named by another one. */
export function isForeignKeyViolation(error: unknown): boolean {
  return codeOf(error) === '23503';
}

/** Two transactions waited for each other, and this one was broken off. */
export function isDeadlock(error: unknown): boolean {
  if (error instanceof StorageFailure) return isDeadlock(error.cause);
  return codeOf(error) === '40P01';
}

/** The database cannot be reached or is starting or stopping: the same call may work in a moment. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof StorageFailure) return isUnavailable(error.cause);
  const code = codeOf(error);
  return (
    /^(08|57P|53)/.test(code) ||
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code) ||
    (error instanceof Error &&
      /Connection terminated|timeout exceeded when trying to connect/.test(error.message))
  );
}

/**
 * What operators are told of a failure. PostgreSQL repeats the value that it does not take (class 22) in its message:
 * it may be anybody's, so only the code is told.
 */
export function describeFailure(error: unknown): { error: string; code: string | undefined } {
  const code = codeOf(error instanceof StorageFailure ? error.cause : error) || undefined;
  if (repeatsValue(error)) return { error: NOT_TAKEN, code };
  return { error: error instanceof Error ? error.message : 'unknown', code };
}

/** Where a failure came from, for operators; of one that repeats a value only the places. */
export function traceFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { stack = error.message, message } = error;
  return repeatsValue(error) ? stack.replace(message, () => NOT_TAKEN) : stack;
}

const NOT_TAKEN = 'The database does not take a value.';

function repeatsValue(error: unknown): boolean {
  return /^22.{3}$/.test(codeOf(error instanceof StorageFailure ? error.cause : error));
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** The same surroundings, where a database that fails is told apart from an action that fails. */
export function storageFailures(surroundings: Surroundings): Surroundings {
  const { entities, version, endVersion, attached, records } = surroundings;
  const find: EntityLookup['find'] = (kind, choice, likely) =>
    told(entities.find(kind, choice, likely));
  return {
    ...surroundings,
    entities: { find },
    version: (routingId, number) => told(version(routingId, number)),
    endVersion: (routingId) => told(endVersion(routingId)),
    attached: (interactionId) => told(attached(interactionId)),
    records: () => toldRecords(records()),
  };
}

/** Every call of every subject's records, told likewise. */
function toldRecords(records: Records): Records {
  return new Proxy(records, {
    get: (all, subject: keyof Records) => {
      const one = all[subject] as unknown as Record<string, unknown>;
      return new Proxy(one, {
        get: (methods, name: string) => {
          const method = methods[name];
          if (typeof method !== 'function') return method;
          return (...given: unknown[]) =>
            told((method as (...given: unknown[]) => Promise<unknown>).apply(one, given));
        },
      });
    },
  });
}

async function told<Value>(promise: Promise<Value>): Promise<Value> {
  try {
    return await promise;
  } catch (error) {
    throw new StorageFailure(error);
  }
}
