import type { Context } from 'hono';
import type {
  EndpointAccess,
  EndpointSchema,
} from '../../api-client/contract/endpoint-schemas.ts';
import { readGateway, type Gateway } from '../access/gateway.ts';
import { SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../access/signatures.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { readBodyText, refuseUnstorable } from './body.ts';
import { limitWrongSignatures } from './limits.ts';

/** Who signed, and the body, which was read to look at the signature. */
export interface SignedBody {
  gateway: Gateway;
  body: string;
}

/** Calls that gateways may make: their own, and those of the customers of their channel. */
const signable: readonly EndpointAccess[] = ['gateway', 'customer', 'anyone'];

/** Whether a call is to be taken as one of a gateway. */
export function isSigned({ access, params }: EndpointSchema, context: Context): boolean {
  const mayBe = signable.includes(access) && params !== undefined && 'channel' in params.shape;
  return mayBe && context.req.header(SIGNATURE_HEADER) !== undefined;
}

/** Reads a signed call. Only wrong signatures count against whoever calls: a gateway speaks for all its customers. */
export async function readSignedCall(
  schema: EndpointSchema,
  context: Context,
  services: Services,
  address: string,
): Promise<SignedBody> {
  const { req } = context;
  const channelId = req.param('channel') ?? '';
  refuseUnstorable({ channel: channelId });
  const body = await readBodyText(req.raw, schema.largestBody);
  const { pathname, search } = new URL(req.url);
  const call = {
    timestamp: req.header(TIMESTAMP_HEADER) ?? '',
    method: req.method,
    path: pathname + search,
    body,
  };
  try {
    const signature = req.header(SIGNATURE_HEADER) ?? '';
    return { gateway: await readGateway(services, channelId, signature, call), body };
  } catch (error) {
    if (error instanceof Refusal) await limitWrongSignatures(address);
    throw error;
  }
}
