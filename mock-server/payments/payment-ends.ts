import type { AskProvider } from '../effects/payment-enquiry.ts';
import {
  isGivenUp,
  limitOf,
  stopLooking,
  takePaymentsToLookAt,
} from '../storage/payment-looks.ts';
import { isUnderWay, type PaymentRow } from '../storage/payment-states.ts';
import { settlePayment, type SettlingServices } from './settle-payment.ts';

/** Looked at together, at most; those behind them have their turn at once. */
const TOGETHER = 16;
/** Nobody waits for a look to the second. */
const PAUSE_MS = 5000;

export interface PaymentEndsParts extends SettlingServices {
  /** Undefined where no calls go out. */
  askProvider: AskProvider | undefined;
}

/**
 * Sees that every payment comes to an end, whoever does not call back: asks its provider how it stands, again and
 * again, and stops it at its limit. When it is looked at next is a due time in its row.
 */
export class PaymentEnds {
  #parts: PaymentEndsParts;
  #onError: (error: unknown) => void;
  #stop = new AbortController();
  #wake: (() => void) | undefined;
  #running: Promise<void> | undefined;

  constructor(parts: PaymentEndsParts, onError: (error: unknown) => void) {
    this.#parts = parts;
    this.#onError = onError;
  }

  start(): void {
    this.#stop = new AbortController();
    this.#running ??= this.#work(this.#stop.signal);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#wake?.();
    await this.#running;
    this.#running = undefined;
  }

  /** Looks at what is due. Gives how many there were. */
  async look(signal = this.#stop.signal): Promise<number> {
    const { db, clock } = this.#parts;
    const payments = await takePaymentsToLookAt(db, clock.now(), TOGETHER);
    await Promise.all(
      payments.map((payment) => this.#lookAt(payment, signal).catch(this.#onError)),
    );
    return payments.length;
  }

  async #lookAt(payment: PaymentRow, signal: AbortSignal): Promise<void> {
    const { db, clock } = this.#parts;
    const key = { organisationId: payment.organisation_id, paymentId: payment.id };
    const isOver = limitOf(payment) <= clock.now();
    if (!this.#isOpen(payment, isOver)) return stopLooking(db, key);
    const told = payment.own_page ? null : await this.#ask(payment, isOver, signal);
    if (told) {
      await settlePayment(this.#parts, key, told);
      return stopLooking(db, key);
    }
    if (signal.aborted || !isOver) return;
    await settlePayment(this.#parts, key, 'payment-stopped');
    if (payment.own_page || isGivenUp(payment, clock.now())) await stopLooking(db, key);
  }

  /** What was stopped at its limit is still open at a provider that has not said otherwise. */
  #isOpen({ state, own_page: ownPage }: PaymentRow, isOver: boolean): boolean {
    return isUnderWay(state) || (isOver && !ownPage && state === 'payment-stopped');
  }

  #ask(payment: PaymentRow, isOver: boolean, signal: AbortSignal) {
    const { askProvider, db, clock } = this.#parts;
    const occasion = { db, now: clock.now(), signal };
    return askProvider?.(isOver ? 'cancellation' : 'state', payment, occasion) ?? null;
  }

  async #work(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const looked = await this.look(signal).catch((error: unknown) => {
        if (!signal.aborted) this.#onError(error);
        return 0;
      });
      if (looked < TOGETHER) await this.#sleep(signal);
    }
  }

  #sleep(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PAUSE_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
