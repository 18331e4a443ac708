/**
 * Those of the allowed origins that a policy's `frame-ancestors` may name: it takes `*` for any name, and a semicolon for
 * its own end, while URLs take both as letters.
 */
export function framesOf(allowed: readonly string[]): readonly string[] {
  return allowed.filter((origin) => /^[a-z-]+:\/\/[\w.:[\]-]+$/i.test(origin));
}
