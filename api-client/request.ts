import { API_VERSION, API_VERSION_HEADER } from './contract/api-version.ts';
import type { EndpointTypes } from './contract/endpoint-schemas.ts';
import type { EndpointName } from './contract/endpoints.ts';
import { followedEndpoints } from './contract/followed-endpoints.ts';
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

interface Sent extends CallOptions {
  params?: Record<string, unknown> | undefined;
  query?: Record<string, unknown> | undefined;
  body?: unknown;
}

/** One call with the given bearer. Fails with a ProblemError or a NetworkError, or as the signal was aborted. */
export async function callEndpoint<Name extends EndpointName>(
  url: string,
  name: Name,
  input: CallInput<Name>,
  bearer?: string,
): Promise<Answer<Name>> {
  const patience = new Patience(url, input.signal);
  return patience.during(async () => {
    const response = await open(url, name, input, patience.signal, bearer);
    const text = await response.text();
    return (text ? JSON.parse(text) : undefined) as Answer<Name>; // by the contract, as the server’s tests say
  });
}

/** An answer that comes bit by bit: `take` is given each piece, and the answer’s headers. */
export async function streamEndpoint<Name extends EndpointName>(
  url: string,
  name: Name,
  input: CallInput<Name>,
  bearer: string,
  take: (bytes: Uint8Array<ArrayBuffer>, headers: Headers) => void,
): Promise<void> {
  const patience = new Patience(url, input.signal);
  await patience.during(async () => {
    const response = await open(url, name, input, patience.signal, bearer);
    const pieces = response.body!.getReader();
    for (;;) {
      const { done, value } = await pieces.read();
      if (done) return;
      patience.renew();
      take(value, response.headers);
    }
  });
}

/** Ends a call that the caller gave up, or that does not answer in time. */
class Patience {
  readonly #url: string;
  readonly #given: AbortSignal | undefined;
  readonly #ended = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string, given: AbortSignal | undefined) {
    this.#url = url;
    this.#given = given;
    this.renew();
  }

  get signal(): AbortSignal {
    const { signal } = this.#ended;
    return this.#given ? AbortSignal.any([this.#given, signal]) : signal;
  }

  renew(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ended.abort(), PATIENCE);
  }

  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ProblemError || error instanceof NetworkError) throw error;
      if (this.#given?.aborted) throw this.#given.reason;
      const isLate = this.#ended.signal.aborted;
      const reason = isLate ? 'it did not answer in time' : describe(error);
      throw new NetworkError(this.#url, reason, error);
    } finally {
      clearTimeout(this.#timer);
      this.#ended.abort(); // nobody reads what may still come
    }
  }
}

/** The answer, its body still to come; a refusal is thrown. */
async function open(
  url: string,
  name: EndpointName,
  input: Sent,
  signal: AbortSignal,
  bearer: string | undefined,
): Promise<Response> {
  const { method, path } = await endpointOf(name);
  const headers: Record<string, string> = { accept: 'application/json' };
  if (bearer) headers['authorization'] = `Bearer ${bearer}`;
  if (input.body !== undefined) headers['content-type'] = 'application/json';
  if (input.ifMatch !== undefined) headers['if-match'] = `"${input.ifMatch}"`;
  const response = await fetch(url + fillPath(path, input.params) + queryOf(input.query), {
    method,
    headers,
    body: input.body === undefined ? null : JSON.stringify(input.body),
    signal,
    cache: 'no-store',
  });
  if (!response.ok) throw problemOf(url, response, await response.text());
  if (response.headers.get(API_VERSION_HEADER) !== String(API_VERSION))
    throw new NetworkError(url, 'another version of it, or something else, answers there');
  return response;
}

/** What is called by hand is no part of the first script. */
async function endpointOf(name: EndpointName): Promise<{ method: string; path: string }> {
  if (name in followedEndpoints)
    return followedEndpoints[name as keyof typeof followedEndpoints];
  return (await import('./contract/endpoints.ts')).endpoints[name];
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
