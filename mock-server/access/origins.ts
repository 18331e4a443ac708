/** The pages that may call: our own, and those that the operator allows by name. */
export interface Origins {
  /** Whether a browser's page of this origin may call. Calls from outside a browser carry no origin. */
  allows(origin: string | undefined, host: string | undefined): boolean;
}

/** `allowed` are origins as `https://crm.example`; the server's own is always among them. */
export function createOrigins(allowed: readonly string[]): Origins {
  const known = new Set(allowed.map((origin) => origin.toLowerCase()));
  return {
    allows(origin, host) {
      if (origin === undefined) return true;
      const lower = origin.toLowerCase();
      return known.has(lower) || (host !== undefined && isOwn(lower, host.toLowerCase()));
    },
  };
}

function isOwn(origin: string, host: string): boolean {
  return origin === `http://${host}` || origin === `https://${host}`;
}
