import type { Context } from 'hono';
import { z } from 'zod';
import {
  endpointSchemas,
  type EndpointInput,
  type EndpointSchema,
  type EndpointTypes,
} from '../../api-client/contract/endpoint-schemas.ts';
import type { EndpointName } from '../../api-client/contract/endpoints.ts';
import { actForCustomer, type Gateway } from '../access/gateway.ts';
import { readCustomer, readViewer, type Customer, type Viewer } from '../access/identity.ts';
import { demandRight } from '../access/rights.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { parseJsonBody, readBodyText, refuseUnstorable } from './body.ts';
import { inputMessage } from '../input-message.ts';
import { fieldErrors, sentenceOf } from './field-errors.ts';
import { isSigned, readSignedCall, type SignedBody } from './signed-call.ts';

/** Who calls, as the endpoint's access promises it. */
type Caller<Name extends EndpointName> =
  (typeof endpointSchemas)[Name]['access'] extends infer Access
    ? Access extends 'anyone'
      ? { viewer: undefined; customer: undefined; gateway: Gateway | undefined }
      : Access extends 'customer'
        ? { viewer: undefined; customer: Customer; gateway: Gateway | undefined }
        : Access extends 'gateway'
          ? { viewer: undefined; customer: undefined; gateway: Gateway }
          : { viewer: Viewer; customer: undefined; gateway: undefined }
    : never;

/** What a handler gets: parsed input, the caller, and the services. */
export type Call<Name extends EndpointName> = EndpointInput<Name> &
  Caller<Name> & {
    services: Services;
    /** The revision that `If-Match` names; undefined when the caller did not say. */
    ifMatch: number | undefined;
    /** The caller's address, for limits. */
    address: string;
  };

/** A file that is written while it is sent. */
export interface FileAnswer {
  headers: Record<string, string>;
  body: ReadableStream<Uint8Array>;
}

type Answer<Name extends EndpointName> = (typeof endpointSchemas)[Name] extends { file: string }
  ? FileAnswer
  : EndpointTypes[Name]['answer'];

export interface Route {
  name: EndpointName;
  handle(context: Context, services: Services, address: string): Promise<Response>;
}

/** Binds an endpoint of the contract to its handler. Input, access, status and answer come from the contract. */
export function route<Name extends EndpointName>(
  name: Name,
  handler: (call: Call<Name>) => Promise<Answer<Name>>,
): Route {
  const schema: EndpointSchema = endpointSchemas[name];
  return {
    name,
    async handle(context, services, address) {
      const signed = isSigned(schema, context)
        ? await readSignedCall(schema, context, services, address)
        : undefined;
      const caller = signed
        ? await identifyGateway(schema, context, services, signed)
        : await identify(schema, context, services);
      const call = {
        ...caller,
        ...(await readInput(schema, context, signed?.body)),
        services,
        address,
        ifMatch: readIfMatch(schema, context),
      };
      // the input was parsed by this endpoint's own schemas, the caller by its access
      const answer = await handler(call as unknown as Call<Name>);
      return respond(schema, name, answer, services);
    },
  };
}

/** A gateway acts for the customers of its channel. */
async function identifyGateway(
  { access, params }: EndpointSchema,
  context: Context,
  services: Services,
  { gateway }: SignedBody,
) {
  if (access !== 'customer' || !params) return { gateway };
  const { id } = parse(params, context.req.param()) as { id: string }; // every conversation’s path has one
  return { gateway, customer: await actForCustomer(services, gateway, id) };
}

async function identify(schema: EndpointSchema, context: Context, services: Services) {
  const { access } = schema;
  if (access === 'anyone') return {};
  if (access === 'gateway')
    throw new Refusal('signed-out', 'Sign the call with the secret of the channel.');
  const token = bearer(context);
  if (access === 'customer') return { customer: await readCustomer(services, token) };
  const viewer = await readViewer(services, token);
  if (access !== 'user') demandRight(viewer, ...access);
  return { viewer };
}

function bearer(context: Context): string {
  const header = context.req.header('authorization') ?? '';
  const token = /^Bearer (\S+)$/i.exec(header)?.[1];
  if (!token)
    throw new Refusal('signed-out', 'Sign in first: the call carries no bearer token.');
  return token;
}

async function readInput(schema: EndpointSchema, context: Context, signedBody?: string) {
  const params = context.req.param();
  const query = readQuery(schema, context);
  refuseUnstorable({ ...params, ...query });
  return {
    params: schema.params && parse(schema.params, params),
    query: schema.query && parse(schema.query, query),
    body:
      schema.body &&
      parse(
        schema.body,
        parseJsonBody(signedBody ?? (await readBodyText(context.req.raw, schema.largestBody))),
      ),
  };
}

/** A field that takes several values is a list even when it is given once; any other has its first value only. */
function readQuery({ query }: EndpointSchema, context: Context): Record<string, unknown> {
  const given = Object.entries(context.req.queries());
  return Object.fromEntries(
    given.map(([name, values]) => [
      name,
      takesSeveral(query?.shape[name]) ? values : values[0],
    ]),
  );
}

function takesSeveral(field: unknown): boolean {
  const inner = field instanceof z.ZodOptional ? field.unwrap() : field;
  return inner instanceof z.ZodArray;
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value, { error: inputMessage });
  if (result.success) return result.data;
  const errors = fieldErrors(result.error);
  throw new Refusal('invalid-input', sentenceOf(errors), errors);
}

function readIfMatch(schema: EndpointSchema, context: Context): number | undefined {
  const header = context.req.header('if-match');
  if (!schema.ifMatch || header === undefined || header === '*') return undefined;
  const revision = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1];
  if (!revision) {
    throw new Refusal(
      'invalid-input',
      'The header If-Match must carry an ETag that this server gave.',
    );
  }
  return Number(revision);
}

function respond(
  schema: EndpointSchema,
  name: string,
  answer: unknown,
  { checkAnswers }: Services,
): Response {
  if (schema.file) return respondWithFile(schema.file, answer as FileAnswer); // by the type of the handler
  if (!schema.answer) return new Response(null, { status: 204 });
  if (checkAnswers) {
    const checked = schema.answer.safeParse(answer);
    if (!checked.success) {
      throw new Error(`The answer of ${name} breaks the contract: ${checked.error.message}`);
    }
  }
  const headers = new Headers({
    'content-type': 'application/json',
    'cache-control': 'no-store',
  });
  const revision = (answer as { revision?: unknown }).revision;
  if (typeof revision === 'number') headers.set('etag', `"${revision}"`);
  return new Response(JSON.stringify(answer), { status: schema.status ?? 200, headers });
}

function respondWithFile(type: string, { headers, body }: FileAnswer): Response {
  return new Response(body, {
    headers: { 'content-type': type, 'cache-control': 'no-store', ...headers },
  });
}
