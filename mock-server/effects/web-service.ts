import { bodyTemplates } from '../../api-client/contract/entities/http-template.ts';
import type { WebServiceRequest, WebServiceResult } from '../routing/effects.ts';
import {
  fillAddress,
  fillBody,
  fillHeaders,
  FilledTooLong,
  WrongAddress,
  type Filling,
  type ValueOf,
} from './fill-http.ts';
import type { GuardedHttp, HttpAnswer, HttpCall } from './guarded-http.ts';
import { NoAnswer } from './no-answer.ts';
import { readJson, readText, storable, textAt, ValueTooLong } from './json-answer.ts';
import { TryAgain, type Occasion, type Performer } from './performer.ts';
import { MissingSecret, readSecretsOf, type Secrets } from './secrets.ts';

/** Calls web services by their definitions. */
export function createWebServicePerformer(send: GuardedHttp): Performer<'web-service'> {
  return {
    kind: 'web-service',
    async perform(request, occasion) {
      try {
        const { db, organisationId } = occasion;
        const secrets = await secretsOf(request, db, organisationId);
        const call = callOf(request, secrets, occasion.key);
        const answer = await send({ ...call, once: request.waited, signal: occasion.signal });
        return readAnswer(request, answer, secrets);
      } catch (error) {
        return resultOf(error, request, occasion);
      }
    },
    givenUp: (reason) => ({ ok: false, reason }),
  };
}

type Asked = Pick<WebServiceRequest, 'definition' | 'inputs'>;

export function secretsOf(
  { definition }: Asked,
  db: Occasion['db'],
  organisationId: string,
): Promise<Secrets> {
  const { address, headers, body } = definition;
  const templates = [address, ...headers.map(({ value }) => value), ...bodyTemplates(body)];
  return readSecretsOf(db, organisationId, templates);
}

/** The call with its inputs and secrets filled in. */
export function callOf(
  { definition, inputs }: Asked,
  secrets: Pick<Secrets, 'get'>,
  key: string,
): HttpCall {
  const given = new Map(
    definition.inputs.map((input) => [
      input.name,
      (Object.hasOwn(inputs, input.name) && inputs[input.name]) || input.default,
    ]),
  );
  const valueOf: ValueOf = (placeholder): Filling => {
    const [group, name = ''] = placeholder.split('.');
    return { text: group === 'secret' ? secrets.get(name) : (given.get(name) ?? '') };
  };
  const body = fillBody(definition.body, valueOf);
  return {
    method: definition.method,
    address: fillAddress(definition.address, valueOf),
    headers: {
      ...fillHeaders(definition.headers, valueOf, body?.type),
      'idempotency-key': key,
    },
    body: body?.text ?? null,
    timeoutSeconds: definition.timeoutSeconds,
  };
}

/** What a routing gets of an answer. */
export function readAnswer(
  { definition, wanted }: Pick<WebServiceRequest, 'definition' | 'wanted'>,
  { status, body }: HttpAnswer,
  secrets: Secrets,
): WebServiceResult {
  if (status >= 400)
    return { ok: false, reason: `The service answered with status ${status}.` };
  switch (definition.answer) {
    case 'none':
      return { ok: true, values: Object.fromEntries(wanted.map((path) => [path, null])) };
    case 'text': {
      const text = readText(body);
      if (text === undefined) return { ok: false, reason: 'The answer is no text in UTF-8.' };
      return { ok: true, values: pick(storable(text), wanted, secrets) };
    }
    case 'json': {
      const json = readJson(body);
      if (json === undefined) return { ok: false, reason: 'The answer is no JSON.' };
      return { ok: true, values: pick(json, wanted, secrets) };
    }
  }
}

/** The wanted values. A service that sends a secret back does not get it into the interaction. */
function pick(
  answer: unknown,
  wanted: readonly string[],
  secrets: Secrets,
): Record<string, string | null> {
  return Object.fromEntries(
    wanted.map((path) => {
      const text = textAt(answer, path);
      return [path, text === null ? null : secrets.mask(storable(text))];
    }),
  );
}

function resultOf(
  error: unknown,
  { waited }: WebServiceRequest,
  { signal }: Occasion,
): WebServiceResult {
  if (error instanceof NoAnswer && mayCallAgain(error, waited, signal))
    throw new TryAgain(error.message);
  if (isTold(error)) return { ok: false, reason: error.message };
  throw error;
}

/** A stopped server calls again when it is back. Nobody waits for a call that was only queued: it has time. */
function mayCallAgain({ kind }: NoAnswer, waited: boolean, signal: AbortSignal): boolean {
  return signal.aborted || (!waited && ['unreachable', 'interrupted', 'late'].includes(kind));
}

/** Errors whose message is for people. */
export function isTold(error: unknown): error is Error {
  return [NoAnswer, MissingSecret, WrongAddress, FilledTooLong, ValueTooLong].some(
    (known) => error instanceof known,
  );
}
