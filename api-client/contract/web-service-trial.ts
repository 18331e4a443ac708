import { z } from 'zod';
import { JsonPath } from './entities/http-template.ts';
import { Id } from './primitives.ts';

/** One call of a web service, to see whether its definition is right. It is really made. */
export const WebServiceTrialRequest = z.strictObject({
  inputs: z.record(z.string().max(64), z.string().max(10_000)).default({}),
  /** Fields of the answer to pick, as a routing names them. */
  wanted: z.array(JsonPath).max(50).default([]),
});

/** What was asked, with `•••` where a secret was, and what came back. */
export const WebServiceTrial = z.strictObject({
  ok: z.boolean(),
  /** Why a routing would leave by Not OK; null when it would not. */
  reason: z.string().nullable(),
  /** Null when the call could not even be written. */
  asked: z
    .strictObject({
      method: z.string(),
      address: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.string().nullable(),
    })
    .nullable(),
  /** Null when there was no answer. The body's first 20,000 characters. */
  answered: z
    .strictObject({ status: z.int(), contentType: z.string().nullable(), body: z.string() })
    .nullable(),
  /** The wanted fields; null where the answer has no such field. */
  values: z.record(z.string(), z.string().nullable()),
});
export type WebServiceTrial = z.infer<typeof WebServiceTrial>;

export const webServiceTrialEndpoints = {
  tryWebService: {
    summary: 'Call a web service once, and see what was asked and what came back',
    access: ['entities', 'modify'],
    params: z.strictObject({ id: Id }),
    body: WebServiceTrialRequest,
    answer: WebServiceTrial,
  },
} as const;
