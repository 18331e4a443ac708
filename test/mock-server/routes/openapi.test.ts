import { afterAll, beforeAll, expect, it } from 'vitest';
import { endpoints } from '../../../api-client/contract/endpoints.ts';
import { DemoServer } from '../../helpers/demo-server.ts';

interface Operation {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  responses: Record<string, object>;
}

interface Flow {
  authorizationUrl: string;
  tokenUrl: string;
}

let server: DemoServer;
let document: {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, { flows?: { authorizationCode: Flow } }> };
};
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 1 });
  document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as typeof document;
});
afterAll(() => server.stop());

it('describes every endpoint with its parameters and its refusals', () => {
  expect(document.openapi).toBe('3.1.0');
  for (const [name, { method, path }] of Object.entries(endpoints)) {
    const operation = document.paths[path]?.[method.toLowerCase()];
    expect(operation?.operationId).toBe(name);
    expect(Object.keys(operation?.responses ?? {})).toContain('default');
    const inPath = operation?.parameters
      .filter((one) => one.in === 'path')
      .map((one) => one.name);
    expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
  }
});

it('refers to nothing that it does not hold', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)];
  expect(references.length).toBeGreaterThan(0);
  for (const [, path] of references) {
    const found = path!
      .split('/')
      .reduce<unknown>(
        (at, key) => (at as Record<string, unknown> | undefined)?.[key],
        document,
      );
    expect(found, path).toBeDefined();
  }
});

it('tells where people sign in, and where a code becomes a bearer', async () => {
  const { authorizationUrl, tokenUrl } =
    document.components.securitySchemes['signIn']!.flows!.authorizationCode;
  const page = await fetch(server.url + authorizationUrl);
  expect(page.headers.get('content-type')).toContain('text/html');
  const refused = await fetch(server.url + tokenUrl, { method: 'POST' });
  expect(await refused.json()).toMatchObject({ error: expect.any(String) });
});
