import type { IdentityProvider } from '../storage/identity-providers.ts';

/** What is kept of one way by a provider, to know its answer. */
export interface Trip {
  state: string;
  nonce: string;
  verifier: string;
}

/** Asks an organisation's provider who somebody is. Fails with a ProviderFailure. */
export interface RelyingParty {
  /** Where to send the browser, and what to keep for when it is back at `callback`. */
  begin(provider: IdentityProvider, callback: string): Promise<{ address: string; trip: Trip }>;
  /** What the provider says of the person: the claim that its organisation knows users by. Undefined when it says none. */
  finish(provider: IdentityProvider, answer: URL, trip: Trip): Promise<string | undefined>;
}

/** `unreachable`: it does not answer. `refused`: it, or the person there, said no. `wrong`: its answer does not hold. */
export class ProviderFailure extends Error {
  readonly kind: 'unreachable' | 'refused' | 'wrong';

  constructor(kind: ProviderFailure['kind'], reason: string) {
    super(reason);
    this.name = 'ProviderFailure';
    this.kind = kind;
  }
}
