import type { Hono } from 'hono';
import { z } from 'zod';
import {
  endpointSchemas,
  type EndpointSchema,
} from '../../api-client/contract/endpoint-schemas.ts';
import { endpoints, type EndpointName } from '../../api-client/contract/endpoints.ts';
import { SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../access/signatures.ts';
import { Problem } from '../../api-client/contract/problem.ts';

/** The contract as OpenAPI 3.1. Made once, when it is first asked for. */
export function addOpenApi(app: Hono): void {
  let document: object | undefined;
  app.get('/api/openapi.json', (context) => context.json((document ??= describe())));
}

function describe(): object {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const name of Object.keys(endpoints) as EndpointName[]) {
    const { method, path } = endpoints[name];
    (paths[path] ??= {})[method.toLowerCase()] = operation(name, endpointSchemas[name]);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Waypost',
      version: '1',
      description:
        'Checkpoints of smart routings on interactions: configuration, history and change feed.',
    },
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        signIn: {
          type: 'oauth2',
          description:
            'The authorization-code flow with PKCE (S256), for the clients that the server names. What it gives is such a bearer.',
          flows: {
            authorizationCode: {
              authorizationUrl: '/auth/authorize',
              tokenUrl: '/auth/token',
              scopes: {},
            },
          },
        },
        signature: {
          type: 'apiKey',
          in: 'header',
          name: SIGNATURE_HEADER,
          description: `v1= and the HMAC-SHA256 of the call in hexadecimal; ${TIMESTAMP_HEADER} goes with it.`,
        },
      },
      schemas: { Problem: jsonSchema(Problem, 'output') },
    },
  };
}

function operation(name: EndpointName, schema: EndpointSchema): object {
  return {
    operationId: name,
    summary: schema.summary,
    security: securityOf(schema),
    parameters: [
      ...parameters(schema.params, 'path'),
      ...parameters(schema.query, 'query'),
      ...(schema.ifMatch
        ? [{ name: 'If-Match', in: 'header', schema: { type: 'string' } }]
        : []),
    ],
    ...(schema.body
      ? { requestBody: { required: true, content: json(schema.body, 'input') } }
      : {}),
    responses: {
      ...answerOf(schema),
      default: {
        description: 'Refused',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  };
}

function answerOf({ summary, answer, file, status = 200 }: EndpointSchema): object {
  if (file) return { 200: { description: summary, content: { [file]: {} } } };
  if (!answer) return { 204: { description: 'Done' } };
  return { [status]: { description: summary, content: json(answer, 'output') } };
}

function securityOf({ access, params }: EndpointSchema): object[] {
  const [bearer, signature] = [{ bearer: [] }, { signature: [] }];
  const signIn = { signIn: [] };
  if (access === 'gateway') return [signature];
  if (access === 'customer') return [bearer, signature];
  if (access !== 'anyone') return [bearer, signIn];
  return params && 'channel' in params.shape ? [{}, signature] : [];
}

function parameters(schema: z.ZodObject | undefined, place: 'path' | 'query'): object[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: field,
  }));
}

function json(schema: z.ZodType, io: 'input' | 'output'): object {
  return { 'application/json': { schema: jsonSchema(schema, io) } };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
