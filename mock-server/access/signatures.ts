/** One call as it is signed: method and path as they go over the wire, the path with its query. */
export interface SignedCall {
  /** Seconds since 1970. */
  timestamp: string;
  method: string;
  path: string;
  body: string;
}

/** Names of the headers that carry a signature. */
export const TIMESTAMP_HEADER = 'waypost-timestamp';
export const SIGNATURE_HEADER = 'waypost-signature';

/** A call older than this, or as far ahead, is refused. */
const TOLERANCE_MS = 300_000;

const encoder = new TextEncoder();

/** The headers by which the other side knows that a call is ours. */
export async function signatureHeaders(
  secret: string,
  call: Omit<SignedCall, 'timestamp'>,
  now: Date,
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signed = await crypto.subtle.sign(
    'HMAC',
    await keyOf(secret, 'sign'),
    encoder.encode(signedText({ ...call, timestamp })),
  );
  return { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: `v1=${toHex(signed)}` };
}

/** Whether the signature is of this call, by this secret, and of these minutes. Compares in constant time. */
export async function isSignedBy(
  secret: string,
  signature: string,
  call: SignedCall,
  now: Date,
): Promise<boolean> {
  const bytes = fromHex(/^v1=([0-9a-f]{64})$/.exec(signature)?.[1] ?? '');
  const verified = await crypto.subtle.verify(
    'HMAC',
    await keyOf(secret, 'verify'),
    bytes,
    encoder.encode(signedText(call)),
  );
  const seconds = /^\d{1,12}$/.test(call.timestamp) ? Number(call.timestamp) : NaN;
  return verified && Math.abs(now.getTime() - seconds * 1000) <= TOLERANCE_MS;
}

function signedText({ timestamp, method, path, body }: SignedCall): string {
  return `${timestamp}.${method}.${path}.${body}`;
}

function keyOf(secret: string, use: 'sign' | 'verify'): Promise<CryptoKey> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', encoder.encode(secret), hmac, false, [use]);
}

function toHex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
