import { msg, str } from '@lit/localize';
import type { InteractionEvent, RunState } from '../../api-client/contract/interaction.ts';
import { serverWords } from '../localization/locale.ts';

type Kind = InteractionEvent['kind'];

/** The server's reason where no advisor was done, but the routing took the interaction from one. */
const TAKEN_BY_ROUTING = 'The routing took the interaction further.';

const said = (reason: string | null): string | undefined =>
  reason === null ? undefined : serverWords(reason);

/** What happened, as a sentence; actions and messages are told otherwise. */
const sentences: Record<
  Exclude<Kind, 'action' | 'message'>,
  (event: InteractionEvent) => string
> = {
  opened: () => msg('The interaction began'),
  'handed-off': ({ reason }) =>
    reason ? msg(str`Handed over to the routing “${reason}”`) : msg('Handed over'),
  queued: () => msg('Waits for an advisor'),
  'advisor-joined': ({ reason }) =>
    reason ? msg(str`${reason} took the interaction`) : msg('An advisor took the interaction'),
  'advisor-finished': ({ reason }) =>
    reason === TAKEN_BY_ROUTING
      ? serverWords(reason)
      : reason
        ? msg(str`${reason} was done`)
        : msg('The advisor was done'),
  'effect-failed': ({ reason }) => said(reason) ?? msg('Something could not be done'),
  'customer-left': () => msg('The customer left'),
  'card-linked': (event) => byHand(event, msg(str`linked the card ${event.reason ?? ''}`)),
  'card-unlinked': (event) => byHand(event, msg(str`took away the card ${event.reason ?? ''}`)),
  'case-linked': (event) => byHand(event, msg(str`assigned the case ${event.reason ?? ''}`)),
  'case-unlinked': (event) => byHand(event, msg(str`took away the case ${event.reason ?? ''}`)),
  'payment-created': (event) =>
    byHand(event, msg(str`asked for the payment ${event.reason ?? ''}`)),
  'payment-cancelled': (event) =>
    byHand(event, msg(str`called off the payment ${event.reason ?? ''}`)),
  qualified: (event) => byHand(event, msg(str`qualified it: ${event.reason ?? ''}`)),
  'qualification-removed': (event) =>
    byHand(event, msg(str`took back the qualification ${event.reason ?? ''}`)),
  button: (event) => byHand(event, msg(str`pressed the button ${said(event.reason) ?? ''}`)),
  loop_guard: () => msg('The routing was stopped: it went in circles'),
  branch_unwired: ({ reason }) => said(reason) ?? msg('A branch leads nowhere'),
  fault: ({ reason }) => said(reason) ?? msg('The routing was stopped by a fault'),
  'paid-twice': ({ reason }) => said(reason) ?? msg('An invoice was paid twice'),
  ended: () => msg('The routing ended'),
};

const byHand = ({ by }: InteractionEvent, did: string): string =>
  `${by ?? msg('Somebody')} ${did}`.trim();

export function eventWords(event: InteractionEvent): string {
  const { kind } = event;
  if (kind === 'action') return event.actionName ?? '';
  if (kind === 'message') return msg('A message');
  // A server that is newer may tell of something that this version has no words for.
  return (sentences[kind] as ((of: InteractionEvent) => string) | undefined)?.(event) ?? kind;
}

const troubles: ReadonlySet<Kind> = new Set([
  'effect-failed',
  'paid-twice',
  'loop_guard',
  'branch_unwired',
  'fault',
]);

/** Whether something went wrong. */
export const isTrouble = ({ kind }: InteractionEvent): boolean => troubles.has(kind);

/** Where a routing's author let the journey end, a branch leads nowhere, too; that is no news to anybody. */
export const isNews = ({ kind }: InteractionEvent, run: RunState | null): boolean =>
  kind !== 'branch_unwired' || run?.outcome === 'branch_unwired';
