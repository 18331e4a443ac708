import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import type { DemoServer } from './demo-server.ts';

/** What the provider knows of a person, beside the name that they sign in with. */
export interface Known {
  email?: string;
  email_verified?: boolean;
  preferred_username?: string;
}

export interface TestIdentityProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who is who; a test adds to it. */
  people: Map<string, Known>;
  close(): Promise<void>;
}

/** A real OpenID Connect provider on the loopback address, which knows this server's call-back. */
export async function startIdentityProvider(callback: string): Promise<TestIdentityProvider> {
  const [clientId, clientSecret] = ['waypost', 'a secret + with / signs = in & it'];
  const people = new Map<string, Known>();
  const http = createServer();
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const { port } = http.address() as AddressInfo; // a TCP server's address is no text
  const issuer = `http://127.0.0.1:${port}`;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [callback] }],
    claims: { email: ['email', 'email_verified'], profile: ['preferred_username'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    cookies: { keys: ['test'] },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: '1' }] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...people.get(id) }),
    }),
  });
  const answer = provider.callback();
  http.on('request', (request, response) => void answer(request, response));
  return {
    issuer,
    clientId,
    clientSecret,
    people,
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** Makes the provider that of the demo's first organisation, as an operator does; gives the organisation's id. */
export async function useProvider(
  server: DemoServer,
  { issuer, clientId, clientSecret }: TestIdentityProvider,
  name = 'Verdier',
): Promise<string> {
  const { accessToken: token, user } = await server.signIn('admin');
  const [params, body] = [{ name: 'PROVIDER' }, { value: clientSecret }];
  await server.call('writeSecret', { token, params, body });
  const organisation_id = user.organisation.id;
  await server.services.db
    .insertInto('identity_providers')
    .values({ organisation_id, name, issuer, client_id: clientId, client_secret: 'PROVIDER' })
    .execute();
  return organisation_id;
}
