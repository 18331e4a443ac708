import type {
  AdvisorMove,
  CustomerMove,
  Scenario,
} from '../../api-client/contract/scenario.ts';
import type { Run } from '../routing/conversation.ts';

/** What happens next in a rehearsal, and when. */
export type Move =
  | { at: number; kind: 'due' }
  | { at: number; kind: 'customer'; move: Exclude<CustomerMove, { staysSilent: true }> }
  | { at: number; kind: 'advisor'; move: ActingAdvisor }
  | { at: number; kind: 'finish' }
  | {
      at: number;
      kind: 'payment';
      outcome: Scenario['services']['payments'][number]['outcome'];
    };

/** An advisor who does something. */
export type ActingAdvisor = AdvisorMove & { does: Exclude<AdvisorMove['does'], 'stays-away'> };

/** The scenario's moves that are still to come. Each is used once, when the run waits for somebody of its kind. */
export class Moves {
  #customer: CustomerMove[];
  #advisors: AdvisorMove[];
  #payments: Scenario['services']['payments'];
  /** The advisor who has the interaction, and when they are done. */
  #finishesAt: number | undefined;

  constructor({ customer, advisors, services }: Scenario) {
    this.#customer = [...customer];
    this.#advisors = [...advisors];
    this.#payments = [...services.payments];
  }

  /** The next thing that happens to a run that waits; undefined when nothing ever does. Takes nothing away. */
  next({ wait, desk }: Run, now: number): Move | undefined {
    const moves: Move[] = [];
    if (wait?.dueAt) moves.push({ at: Date.parse(wait.dueAt), kind: 'due' });
    const [customer] = this.#customer;
    if (wait?.for === 'customer' && customer && !('staysSilent' in customer)) {
      moves.push({ at: now + customer.after * 1000, kind: 'customer', move: customer });
    }
    // a customer who leaves does so whatever the run waits for
    if (wait && wait.for !== 'customer' && customer && 'leaves' in customer) {
      moves.push({ at: now + customer.after * 1000, kind: 'customer', move: customer });
    }
    const [advisor] = this.#advisors;
    if (desk && desk.advisorId === null && advisor && acts(advisor)) {
      moves.push({ at: now + advisor.after * 1000, kind: 'advisor', move: advisor });
    }
    if (desk?.advisorId && this.#finishesAt !== undefined) {
      moves.push({ at: Math.max(this.#finishesAt, now), kind: 'finish' });
    }
    const [payment] = this.#payments;
    if (wait?.for === 'payment' && payment) {
      moves.push({
        at: now + payment.after * 1000,
        kind: 'payment',
        outcome: payment.outcome,
      });
    }
    // what is due comes before what happens in the same moment: an answer at the very end is too late
    return moves.sort((one, other) => one.at - other.at)[0];
  }

  /** Whether the run waits for somebody whose moves are used up. */
  isWaitedFor({ wait, desk }: Run): boolean {
    if (wait?.for === 'customer') return this.#customer.length === 0;
    if (wait?.for === 'payment') return this.#payments.length === 0;
    const isRinging = wait?.for === 'advisor' && desk?.advisorId === null;
    return isRinging && this.#advisors.length === 0;
  }

  /** The move was made. */
  made(move: Move): void {
    if (move.kind === 'customer') this.#customer.shift();
    if (move.kind === 'payment') this.#payments.shift();
    if (move.kind === 'finish') this.#finishesAt = undefined;
    if (move.kind !== 'advisor') return;
    this.#advisors.shift();
    if (move.move.does === 'accepts') {
      this.#finishesAt = move.at + move.move.finishesAfter * 1000;
    }
  }

  /** It rang until that was over: a move that meant as much is used up. */
  nobodyCame(): void {
    if (this.#advisors[0]?.does === 'stays-away') this.#advisors.shift();
  }

  /** A prompt went unanswered: a move that meant silence is used up. */
  wentSilent(): void {
    const [customer] = this.#customer;
    if (customer && 'staysSilent' in customer) this.#customer.shift();
  }
}

const acts = (move: AdvisorMove): move is ActingAdvisor => move.does !== 'stays-away';
