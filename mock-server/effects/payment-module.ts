import { PaymentModuleDefinition } from '../../api-client/contract/entities/payment-module.ts';
import { signatureHeaders } from '../access/signatures.ts';
import type { Db } from '../storage/database.ts';
import type { GuardedHttp, HttpAnswer } from './guarded-http.ts';
import { MissingSecret, readSecrets } from './secrets.ts';

/** Seconds that a provider may take. */
const PATIENCE = 15;

/** A provider's address and the secret that it shares with us. */
export interface PaymentModule {
  address: string;
  secret: string;
}

/** The module as it is now, or why it cannot be called. */
export async function readPaymentModule(
  { db, organisationId }: { db: Db; organisationId: string },
  id: string,
): Promise<PaymentModule | { reason: string }> {
  const gone = { reason: 'The payment module is not there any more.' };
  const row = await db
    .selectFrom('entities')
    .select(['name', 'definition'])
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', 'payment-module')
    .where('id', '=', id)
    .executeTakeFirst();
  const module = PaymentModuleDefinition.safeParse(row?.definition);
  if (!row || !module.success) return gone;
  const { address, secret } = module.data;
  if (address === null) return { reason: `The payment module “${row.name}” has no address.` };
  if (secret === null) return { reason: `The payment module “${row.name}” names no secret.` };
  try {
    const secrets = await readSecrets(db, organisationId, [secret]);
    return { address, secret: secrets.get(secret) };
  } catch (error) {
    if (error instanceof MissingSecret) return { reason: error.message };
    throw error;
  }
}

interface ModuleCall {
  method: 'GET' | 'POST';
  /** Behind the module's address, as `/payments`. */
  path: string;
  /** JSON; empty where there is none. */
  body: string;
  headers?: Record<string, string>;
  now: Date;
  signal: AbortSignal;
}

/** Calls the provider, signed with its secret. */
export async function callPaymentModule(
  send: GuardedHttp,
  { address: base, secret }: PaymentModule,
  { method, path, body, headers, now, signal }: ModuleCall,
): Promise<HttpAnswer> {
  const address = new URL(base.replace(/\/+$/, '') + path);
  const signed = { method, path: address.pathname + address.search, body };
  return send({
    method,
    address,
    headers: {
      accept: 'application/json',
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
      ...(await signatureHeaders(secret, signed, now)),
    },
    body: body || null,
    timeoutSeconds: PATIENCE,
    redirects: 0,
    signal,
  });
}
