import type { EndpointTypes } from './contract/endpoint-schemas.ts';
import { endpoints, type EndpointName } from './contract/endpoints.ts';
import type { Problem } from './contract/problem.ts';
import { NetworkError, ProblemError } from './errors.ts';

/** What a call needs besides the endpoint's own input. */
export interface CallOptions {
  /** The revision that a change is based on. */
  ifMatch?: number;
  signal?: AbortSignal | undefined;
}

type Given<Types, Part extends keyof Types> = Types[Part] extends undefined
  ? { [Key in Part]?: undefined }
  : object extends Types[Part]
    ? { [Key in Part]?: Types[Part] }
    : { [Key in Part]: Types[Part] };

/** An endpoint's input as a caller writes it. */
export type CallInput<Name extends EndpointName> = Given<EndpointTypes[Name], 'params'> &
  Given<EndpointTypes[Name], 'query'> &
  Given<EndpointTypes[Name], 'body'> &
  CallOptions;

export type Answer<Name extends EndpointName> = EndpointTypes[Name]['answer'];

const PATIENCE = 20_000;

/** One call with the given bearer. Fails with a ProblemError or a NetworkError, or as the signal was aborted. */
export async function callEndpoint<Name extends EndpointName>(
  url: string,
  name: Name,
  input: CallInput<Name>,
  bearer?: string,
): Promise<Answer<Name>> {
  const { method, path } = endpoints[name];
  const headers: Record<string, string> = { accept: 'application/json' };
  if (bearer) headers['authorization'] = `Bearer ${bearer}`;
  if (input.body !== undefined) headers['content-type'] = 'application/json';
  if (input.ifMatch !== undefined) headers['if-match'] = `"${input.ifMatch}"`;
  const response = await send(url, url + fillPath(path, input.params) + queryOf(input.query), {
    method,
    headers,
    body: input.body === undefined ? null : JSON.stringify(input.body),
    signal: input.signal ?? null,
  });
  return response as Answer<Name>; // the server answers by the same contract, and its tests say so
}

async function send(server: string, address: string, request: RequestInit): Promise<unknown> {
  const timeout = AbortSignal.timeout(PATIENCE);
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
  try {
    const response = await fetch(address, { ...request, signal, cache: 'no-store' });
    const text = await response.text();
    if (response.ok) return text ? JSON.parse(text) : undefined;
    throw problemOf(server, response, text);
  } catch (error) {
    if (error instanceof ProblemError || error instanceof NetworkError) throw error;
    if (request.signal?.aborted) throw request.signal.reason;
    const reason = timeout.aborted ? 'it did not answer in time' : describe(error);
    throw new NetworkError(server, reason, error);
  }
}

function describe(error: unknown): string {
  if (error instanceof SyntaxError) return 'its answer is not JSON';
  return error instanceof Error ? error.message : String(error);
}

/** A refusal that is no problem document comes from something in front of the server, as 502 does. */
function problemOf(server: string, response: Response, text: string): Error {
  if (/problem\+json/.test(response.headers.get('content-type') ?? ''))
    return new ProblemError(JSON.parse(text) as Problem);
  return new NetworkError(
    server,
    `it answered ${response.status} ${response.statusText}`.trim(),
  );
}

function fillPath(path: string, params: Record<string, unknown> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(String(params[key])),
  );
}

function queryOf(query: Record<string, unknown> = {}): string {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [value].flat().map((one) => [key, String(one)]),
  );
  return given.length ? `?${new URLSearchParams(given)}` : '';
}
