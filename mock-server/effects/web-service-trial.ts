import type { WebServiceDefinition } from '../../api-client/contract/entities/web-service.ts';
import type { WebServiceTrial } from '../../api-client/contract/web-service-trial.ts';
import type { Db } from '../storage/database.ts';
import type { GuardedHttp, HttpAnswer, HttpCall } from './guarded-http.ts';
import { storable } from './json-answer.ts';
import { MASK, type Secrets } from './secrets.ts';
import { callOf, isTold, readAnswer, secretsOf } from './web-service.ts';

/** What is tried, and on whose behalf. */
export interface TrialRequest {
  definition: WebServiceDefinition;
  inputs: Record<string, string>;
  wanted: string[];
  db: Db;
  organisationId: string;
  /** The idempotency key of this one call. */
  key: string;
}

/** Calls a web service once for whoever writes its definition. */
export type TryWebService = (request: TrialRequest) => Promise<WebServiceTrial>;

const LONGEST_BODY = 20_000;

export function createWebServiceTrial(send: GuardedHttp): TryWebService {
  return async (request) => {
    const { definition, inputs, wanted, db, organisationId, key } = request;
    const nothing: WebServiceTrial = {
      ok: false,
      reason: null,
      asked: null,
      answered: null,
      values: {},
    };
    let trial = nothing;
    try {
      const secrets = await secretsOf(request, db, organisationId);
      const call = callOf({ definition, inputs }, secrets, key);
      trial = { ...trial, asked: show(callOf({ definition, inputs }, masked, key), secrets) };
      const answer = await send(call);
      trial = { ...trial, answered: showAnswer(answer, secrets) };
      const result = readAnswer({ definition, wanted }, answer, secrets);
      if (!result.ok) return { ...trial, reason: result.reason };
      return { ...trial, ok: true, values: result.values };
    } catch (error) {
      if (!isTold(error)) throw error;
      return { ...trial, reason: error.message };
    }
  };
}

/** In the place of each secret, what is shown instead. */
const masked: Pick<Secrets, 'get'> = { get: () => MASK };

function show(
  { method, address, headers, body }: HttpCall,
  secrets: Secrets,
): WebServiceTrial['asked'] {
  const plain = (text: string) => secrets.mask(text.replaceAll(encodeURIComponent(MASK), MASK));
  const shown = Object.entries(headers).map(([name, value]) => [
    name,
    plain(Buffer.from(value, 'latin1').toString('utf8')),
  ]);
  return {
    method,
    address: plain(address.href),
    headers: Object.fromEntries(shown) as Record<string, string>, // pairs of two texts
    body: body === null ? null : plain(body),
  };
}

function showAnswer(
  { status, contentType, body }: HttpAnswer,
  secrets: Secrets,
): WebServiceTrial['answered'] {
  const text = secrets.mask(storable(Buffer.from(body).toString('utf8')));
  return {
    status,
    contentType: contentType === null ? null : secrets.mask(contentType),
    body: text.slice(0, LONGEST_BODY),
  };
}
