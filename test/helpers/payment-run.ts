import type { Hono } from 'hono';
import { createApp } from '../../mock-server/app.ts';
import { createGuardedHttp } from '../../mock-server/effects/guarded-http.ts';
import { NetworkGuard } from '../../mock-server/effects/network-guard.ts';
import { createPaymentEnquiry } from '../../mock-server/effects/payment-enquiry.ts';
import { createPaymentPerformer } from '../../mock-server/effects/payment.ts';
import type { Performer } from '../../mock-server/effects/performer.ts';
import type { EffectResult } from '../../mock-server/routing/effects.ts';
import type { PaymentOutcome } from '../../mock-server/routing/payments.ts';
import { writeSecret } from '../../mock-server/storage/secrets.ts';
import { EngineRun } from './engine-run.ts';
import { PROVIDER_SECRET, serve, startProvider } from './payment-provider.ts';

/** What was sent, and on behalf of which interaction. */
interface Post {
  of: string;
  request: Record<string, unknown>;
}

/** Takes what is sent and keeps it. */
function keeper<Kind extends 'sms' | 'email'>(
  kind: Kind,
  result: EffectResult<Kind>,
  post: Post[],
): Performer<Kind> {
  return {
    kind,
    perform(request, { interactionId }) {
      post.push({ of: interactionId, request: { ...request } });
      return Promise.resolve(result);
    },
    givenUp: () => result,
  };
}

/** The real engine with its pages on a port, and a payment provider on another. */
export class PaymentRun {
  readonly engine: EngineRun;
  readonly provider: Awaited<ReturnType<typeof startProvider>>;
  /** Where this server's pages are. */
  readonly url: string;
  /** Payment modules by their provider. `elsewhere` is a sandbox that is asked over HTTP. */
  readonly modules: Record<'internal' | 'sandbox' | 'http' | 'elsewhere' | 'closed', string>;
  #post: Post[];
  #close: () => Promise<void>;

  private constructor(
    engine: EngineRun,
    provider: PaymentRun['provider'],
    url: string,
    modules: PaymentRun['modules'],
    post: Post[],
    close: () => Promise<void>,
  ) {
    this.engine = engine;
    this.provider = provider;
    this.url = url;
    this.modules = modules;
    this.#post = post;
    this.#close = close;
  }

  static async start(): Promise<PaymentRun> {
    const served: { app?: Hono } = {};
    const pages = await serve({ fetch: (request) => served.app!.fetch(request) }); // nobody asks before it is there
    const now = () => engine.now;
    const send = createGuardedHttp(new NetworkGuard({ allowedHosts: ['127.0.0.1'] }));
    const post: Post[] = [];
    const performers = [
      createPaymentPerformer(send, pages.url, now),
      keeper('sms', { accepted: true }, post),
      keeper('email', { accepted: [], rejected: [], reason: null }, post),
    ] as unknown as Performer[]; // the worker tells them apart
    const engine: EngineRun = await EngineRun.start({
      publicUrl: `${pages.url}/`,
      performers,
      askProvider: createPaymentEnquiry(send),
    });
    served.app = createApp(engine.services);
    const provider = await startProvider(now);
    const { organisationId, db } = engine;
    const value = PROVIDER_SECRET;
    await writeSecret(db, organisationId, { name: 'PROVIDER', value }, engine.now);
    const address = `${provider.url}/`;
    const secret = 'PROVIDER';
    const module = (reference: string, definition: object) =>
      engine.addEntity('payment-module', reference, definition);
    const modules = {
      internal: await module('OWN', { provider: 'internal' }),
      sandbox: await module('SANDBOX', { provider: 'sandbox' }),
      http: await module('HTTP', { provider: 'http', address, secret }),
      elsewhere: await module('ELSEWHERE', { provider: 'sandbox', address, secret }),
      closed: await module('CLOSED', { provider: 'internal', active: false }),
    };
    return new PaymentRun(engine, provider, pages.url, modules, post, async () => {
      await provider.close();
      await pages.close();
      await engine.stop();
    });
  }

  stop(): Promise<void> {
    return this.#close();
  }

  /** The payments of an interaction. */
  payments(interactionId: string) {
    return this.engine.db
      .selectFrom('payments')
      .selectAll()
      .where('interaction_id', '=', interactionId)
      .execute();
  }

  /** True when the interaction waits for a module to be asked. */
  async asks(interactionId: string): Promise<boolean> {
    const { run } = await this.engine.read(interactionId);
    return run.wait?.for === 'effect';
  }

  /** What was sent on behalf of an interaction. */
  async sent(interactionId: string): Promise<Record<string, unknown>[]> {
    await this.engine.doEffects(interactionId);
    return this.#post.filter((one) => one.of === interactionId).map(({ request }) => request);
  }

  /** The customer opens a page of ours, or chooses on it. */
  async page(address: string, choice?: PaymentOutcome) {
    const response = await fetch(
      address,
      choice ? { method: 'POST', body: new URLSearchParams({ choice }) } : {},
    );
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** The customer chooses on the provider's page. */
  async choose(interactionId: string, choice: PaymentOutcome): Promise<void> {
    const [payment] = await this.payments(interactionId);
    await this.page(payment!.pay_address!, choice); // it was asked for
  }
}
