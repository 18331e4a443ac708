import type {
  AdvisorMove,
  CustomerMove,
  Rehearsal,
  ScenarioInput,
} from '../../api-client/contract/scenario.ts';
import { asWaypostError, type WaypostError } from '../../api-client/errors.ts';
import type { RoutingsApi } from '../../api-client/waypost.ts';

/** How a payment ends. */
export type PaymentOutcome = NonNullable<
  NonNullable<ScenarioInput['services']>['payments']
>[number]['outcome'];

/** What one asks for before it begins. */
export type TrialSettings = Pick<ScenarioInput, 'contact' | 'queues' | 'services'>;

/** So many seconds pass between two moves where time passes at once. */
const AT_ONCE = 5;

export interface TrialHost {
  readonly api: RoutingsApi;
  readonly routingId: string;
  readonly number: number;
  /** Saves what is not saved yet: what is tried is what the server has. */
  settle(): Promise<void>;
  changed(): void;
}

/**
 * A conversation with a version that nobody is in. With each move the rehearsal is made anew from its beginning, with the
 * same draws, and goes one move further: nothing of it is kept on the server.
 */
export class Trial {
  settings: TrialSettings = {};
  /** Whether waits last as long as they would. */
  isRealTime = false;
  rehearsal: Rehearsal | undefined;
  error: WaypostError | undefined;
  isBusy = false;
  readonly #host: TrialHost;
  #seed = 1;
  #startsAt = '';
  #customer: CustomerMove[] = [];
  #advisors: AdvisorMove[] = [];
  #payments: { outcome: PaymentOutcome; after: number }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(host: TrialHost) {
    this.#host = host;
  }

  get isBegun(): boolean {
    return this.#startsAt !== '';
  }

  /** What happened up to now; where waits last, the rest is still to come. */
  isPast(at: string): boolean {
    return !this.isRealTime || Date.parse(at) <= Date.now();
  }

  /** Until when nothing more happens by itself; undefined while somebody is waited for. */
  get pausesUntil(): string | undefined {
    const end = this.rehearsal?.endedAt;
    return end !== undefined && !this.isPast(end) ? end : undefined;
  }

  /** A new conversation, with draws of its own. */
  async begin(): Promise<void> {
    this.#seed = 1 + Math.floor(Math.random() * 1_000_000);
    this.#startsAt = new Date().toISOString();
    this.#customer = [];
    this.#advisors = [];
    this.#payments = [];
    this.rehearsal = undefined;
    await this.#host.settle();
    await this.#play();
  }

  says(text: string): Promise<void> {
    return this.#moved(() => this.#customer.push({ says: text, after: this.#after }));
  }

  taps(choice: string): Promise<void> {
    return this.#moved(() => this.#customer.push({ taps: choice, after: this.#after }));
  }

  sendsImage(): Promise<void> {
    const image = 'https://example.com/picture.jpg';
    return this.#moved(() => this.#customer.push({ sendsImage: image, after: this.#after }));
  }

  staysSilent(): Promise<void> {
    return this.#moved(() => this.#customer.push({ staysSilent: true }));
  }

  leaves(): Promise<void> {
    return this.#moved(() => this.#customer.push({ leaves: true, after: this.#after }));
  }

  advisor(does: AdvisorMove['does']): Promise<void> {
    return this.#moved(() =>
      this.#advisors.push({ does, after: this.#after, finishesAfter: 60 }),
    );
  }

  pays(outcome: PaymentOutcome): Promise<void> {
    return this.#moved(() => this.#payments.push({ outcome, after: this.#after }));
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#turn++;
  }

  /** The conversation as a file of scenarios, with what it came to as what is expected. */
  scenario(name: string): ScenarioInput & { expect: object } {
    const { path, outcome, status, checkpoints } = this.rehearsal!; // offered once there is one
    return {
      ...this.#asked,
      stopsAtWait: outcome === null,
      name,
      expect: {
        path: path.map(({ actionId, branch }) => `${actionId} ${branch ?? '–'}`),
        outcome,
        status,
        checkpoints: checkpoints.map(({ reference }) => reference),
      },
    };
  }

  get #asked(): ScenarioInput {
    const { contact, queues, services } = this.settings;
    return {
      seed: this.#seed,
      startsAt: this.#startsAt,
      ...(contact && Object.keys(contact).length > 0 ? { contact } : {}),
      ...(queues ? { queues } : {}),
      services: { ...services, payments: this.#payments },
      customer: this.#customer,
      advisors: this.#advisors,
      stopsAtWait: true,
    };
  }

  /** Since the rehearsal stands still, in its own time. */
  get #after(): number {
    const end = this.rehearsal?.endedAt;
    return this.isRealTime && end
      ? Math.max(0, (Date.now() - Date.parse(end)) / 1000)
      : AT_ONCE;
  }

  /** A move that the server did not take is taken back: it can be made again. */
  async #moved(move: () => void): Promise<void> {
    if (this.isBusy || !this.rehearsal) return;
    const customer = [...this.#customer];
    const advisors = [...this.#advisors];
    const payments = [...this.#payments];
    move();
    await this.#play();
    if (!this.error) return;
    this.#customer = customer;
    this.#advisors = advisors;
    this.#payments = payments;
  }

  async #play(): Promise<void> {
    const turn = ++this.#turn;
    const { api, routingId, number, changed } = this.#host;
    clearTimeout(this.#timer);
    this.isBusy = true;
    this.error = undefined;
    changed();
    try {
      const rehearsal = await api.test(routingId, number, this.#asked);
      if (turn === this.#turn) this.rehearsal = rehearsal;
    } catch (error) {
      if (turn === this.#turn) this.error = asWaypostError(error);
    }
    if (turn !== this.#turn) return;
    this.isBusy = false;
    changed();
    this.#wake();
  }

  /** Where waits last: shows what comes when it comes, and takes silence for silence when a wait is over. */
  #wake(): void {
    const { rehearsal } = this;
    if (!this.isRealTime || !rehearsal) return;
    const next = [...rehearsal.messages, ...rehearsal.path]
      .map(({ at }) => Date.parse(at))
      .concat(Date.parse(rehearsal.endedAt))
      .filter((at) => at > Date.now());
    if (next.length > 0) return this.#at(Math.min(...next), () => this.#wake());
    const { wait } = rehearsal;
    if (!wait?.until) return;
    if (wait.for === 'customer')
      this.#at(Date.parse(wait.until), () => void this.staysSilent());
    if (wait.for === 'advisor')
      this.#at(Date.parse(wait.until), () => void this.advisor('stays-away'));
  }

  #at(moment: number, act: () => void): void {
    const longest = 2 ** 31 - 1; // a browser waits no longer
    this.#timer = setTimeout(
      () => {
        this.#host.changed();
        act();
      },
      Math.min(longest, Math.max(0, moment - Date.now()) + 20),
    );
  }
}
