import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Occasion, type Performer } from '../../../mock-server/effects/performer.ts';
import type {
  WebServiceRequest,
  WebServiceResult,
} from '../../../mock-server/routing/effects.ts';
import { claimEffects } from '../../../mock-server/storage/effect-queue.ts';
import { EngineRun } from '../../helpers/engine-run.ts';

/** What the web service answers, call by call; then success. */
export const answers: (WebServiceResult | Error)[] = [];
export const calls: Occasion[] = [];
export const success: WebServiceResult = { ok: true, values: { city: 'Lyon' } };
export const performer: Performer<'web-service'> = {
  kind: 'web-service',
  perform(_: WebServiceRequest, occasion) {
    calls.push(occasion);
    const answer = answers.shift() ?? success;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  },
  givenUp: (reason) => ({ ok: false, reason }),
};

export let engine: EngineRun;
export let service: string;
beforeAll(async () => {
  engine = await EngineRun.start({ performers: [performer as unknown as Performer] });
  service = await engine.addEntity('web-service', 'CITY', {
    address: 'https://service.example/city',
  });
});
afterAll(() => engine.stop());
beforeEach(() => {
  answers.splice(0);
  calls.splice(0);
  engine.faults = [];
});

export const call = (more: Record<string, unknown> = {}) =>
  engine.runAction('web-service', {
    service: { id: service },
    outputs: [{ field: 'city', target: 'customer.city' }],
    ...more,
  });
export const rowsOf = (interactionId: string) =>
  engine.db
    .selectFrom('effects')
    .selectAll()
    .where('interaction_id', '=', interactionId)
    .execute();
export const claim = () => claimEffects(engine.db, engine.now, { limit: 16, leaseMs: 120_000 });
export const { signal } = new AbortController();
