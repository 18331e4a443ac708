/** A random UUID (version 4), also in pages of a company's network that come without TLS, where `randomUUID` is missing. */
export function randomUuid(): string {
  const { crypto } = globalThis as {
    crypto: Partial<Crypto> & Pick<Crypto, 'getRandomValues'>;
  };
  return crypto.randomUUID?.() ?? uuidOf(crypto.getRandomValues(new Uint8Array(16)));
}

function uuidOf(bytes: Uint8Array): string {
  bytes[6] = (bytes[6]! & 0x0f) | 0x40; // there are 16
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
