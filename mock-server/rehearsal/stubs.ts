import type { Scenario } from '../../api-client/contract/scenario.ts';
import type { Performer } from '../effects/performer.ts';
import type {
  CrmRequest,
  EffectKind,
  EffectRequest,
  EffectResult,
} from '../routing/effects.ts';

/** What would have been done outside, in words that a person can read. */
export interface StubbedEffect {
  kind: EffectKind;
  summary: string;
}

type Stub<Kind extends EffectKind> = (request: EffectRequest<Kind>) => {
  summary: string;
  result: EffectResult<Kind>;
};

/** Performers that do nothing: each gives what the scenario says, in turn, and success when nothing is left. */
export function stubPerformers(
  { email, sms, webServices, crms }: Scenario['services'],
  note: (effect: StubbedEffect) => void,
): Performer[] {
  const [emails, texts, calls, cards] = [[...email], [...sms], [...webServices], [...crms]];
  const stubs: { [Kind in EffectKind]: Stub<Kind> } = {
    email: ({ to, cc, bcc, subject }) => {
      const all = [...to, ...cc, ...bcc];
      const said = emails.shift() ?? { rejects: [] };
      const rejected = 'fails' in said ? all : all.filter((one) => said.rejects.includes(one));
      const reason = 'fails' in said ? said.fails : rejected.length > 0 ? 'Refused.' : null;
      const accepted = all.filter((one) => !rejected.includes(one));
      return {
        summary: `“${subject}” to ${all.join(', ')}`,
        result: { accepted, rejected, reason },
      };
    },
    sms: ({ to, text }) => {
      const said = texts.shift();
      const failed = said && 'fails' in said;
      return {
        summary: `“${text}” to ${to}`,
        result: failed ? { accepted: false, reason: said.fails } : { accepted: true },
      };
    },
    'web-service': ({ definition, wanted }) => {
      const said = calls.shift();
      const failed = said && 'fails' in said;
      const answers = said && 'answers' in said ? said.answers : {};
      const values = Object.fromEntries(wanted.map((path) => [path, answers[path] ?? null]));
      return {
        summary: `${definition.method} ${definition.address}`,
        result: failed ? { ok: false, reason: said.fails } : { ok: true, values },
      };
    },
    crm: (request) => {
      const said = cards.shift();
      const failed = said && 'fails' in said;
      const made = request.call === 'create' ? [{ id: 'card-1', label: 'New card' }] : [];
      const found = said && 'cards' in said ? said.cards : made;
      return {
        summary: summaryOf(request),
        result: failed
          ? { ok: false, reason: said.fails }
          : { ok: true, cards: found.map((card) => ({ ...card, address: null })) },
      };
    },
    payment: ({ paymentId }) => ({
      summary: 'A payment is asked for.',
      result: { ok: true, payAddress: `https://pay.invalid/${paymentId}` },
    }),
    'channel-message': () => ({ summary: 'A message goes out.', result: { delivered: true } }),
  };
  return Object.entries(stubs).map(([kind, stub]) => ({
    kind: kind as EffectKind, // Object.entries forgets it
    perform(request) {
      const { summary, result } = (stub as Stub<EffectKind>)(request as never); // both are of this kind
      note({ kind: kind as EffectKind, summary });
      return Promise.resolve(result);
    },
    givenUp: () => {
      throw new Error('A stub never gives up.');
    },
  }));
}

function summaryOf(request: CrmRequest): string {
  if (request.call === 'search') return `Cards are looked for: ${request.scenario}`;
  return request.call === 'create'
    ? `A card is made: ${request.object}`
    : `A card is read: ${request.object}`;
}
