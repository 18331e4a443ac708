import { setTimeout as pause } from 'node:timers/promises';
import type { Message } from '../../api-client/contract/interaction.ts';

/** Between two tries, in milliseconds. */
const BETWEEN_TRIES = 50;
/** Between two looks at a conversation: longer and longer, since what is claimed by a killed process takes minutes. */
const LOOKS = { first: 50, longest: 1000, growth: 1.3 };
const PATIENCE = 5_000;

/** A source of random numbers that one seed makes again. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the demo's routings ask, what to say to it, and what the routing must have kept of that. */
const questions: [asked: RegExp, kept: string, answers: [said: string, kept: string][]][] = [
  [
    /customer number\?$/,
    'customer.number',
    [
      ['20418', '20418'],
      ['  777 ', '777'],
    ],
  ],
  [
    /order number\?$/,
    'order.number',
    [
      ['4711', '4711'],
      ['90210', '90210'],
    ],
  ],
  [/e-mail address\?$/, 'customer.email', [['nadia@example.com', 'nadia@example.com']]],
  [/On which number\?$/, 'customer.phone', [['06 12 34 56 78', '+33612345678']]],
  [/On which day\?/, 'customer.day', [['24/12/2026', '2026-12-24']]],
  [
    /When did you buy it\?/,
    'purchase.date',
    [
      ['3/2/2026', '2026-02-03'],
      ['3/2/2020', '2020-02-03'],
    ],
  ],
  [
    /What is wrong with it\?$/,
    'purchase.fault',
    [['It hums, and “clicks” – often.', 'It hums, and “clicks” – often.']],
  ],
];
const payLink = /https?:\/\/\S+\/pay\/[\w-]+/;
const lastWords =
  /Have a good day\.$|we close this conversation|^Thank you for your patience|Three questions: http/;

interface Sent {
  id: string;
  key: string;
  text: string | undefined;
  choiceId: string | undefined;
}

/** A customer who does not give up: every call is made again, with the same key, until the server has answered. */
export class PersistentCustomer {
  interactionId = '';
  /** What the server has acknowledged, and what it answered. */
  readonly sent: Sent[] = [];
  /** What the routing must have kept of the answers. */
  readonly kept: Record<string, string> = {};
  conversation: Message[] = [];
  tries = 0;
  readonly #random: () => number;
  readonly #channel: string;
  #token = '';
  #keys = 0;
  readonly #name: string;

  constructor(url: string, name: string, seed: number) {
    this.#channel = `${url}/api/channels/chat/interactions`;
    this.#name = name;
    this.#random = randomFrom(seed);
  }

  /** From the first word to the routing's last. */
  async converse(routingReference: string): Promise<void> {
    await this.open(routingReference);
    let answered = 0;
    for (;;) {
      const last = await this.#hear(answered);
      if (lastWords.test(last.text)) return;
      await this.#answer(last);
      answered = last.sequence;
    }
  }

  async open(routingReference: string): Promise<void> {
    const opened = (await this.#call('', 'POST', {
      contact: { name: this.#name, phone: '06 12 34 56 78' },
      routingReference,
      key: this.#key(),
    })) as { interactionId: string; chatToken: string };
    this.interactionId = opened.interactionId;
    this.#token = opened.chatToken;
  }

  async say(words: { text: string } | { choiceId: string }): Promise<void> {
    const key = this.#key();
    const message = (await this.#call(`/${this.interactionId}/messages`, 'POST', {
      ...words,
      key,
    })) as Message;
    this.sent.push({
      id: message.id,
      key,
      text: 'text' in words ? words.text : undefined,
      choiceId: 'choiceId' in words ? words.choiceId : undefined,
    });
  }

  async read(): Promise<Message[]> {
    const page = (await this.#call(`/${this.interactionId}/messages?limit=200`, 'GET')) as {
      items: Message[];
    };
    return (this.conversation = page.items);
  }

  /** Waits for something to answer, or for the last words. */
  async #hear(answered: number): Promise<Message> {
    for (let wait = LOOKS.first; ; wait = Math.min(wait * LOOKS.growth, LOOKS.longest)) {
      const last = (await this.read()).at(-1);
      const isMeant =
        last &&
        last.sequence > answered &&
        last.author === 'routing' &&
        (last.choices.length > 0 ||
          lastWords.test(last.text) ||
          payLink.test(last.text) ||
          this.#questionIn(last));
      if (isMeant) return last;
      await pause(wait);
    }
  }

  #questionIn({ text }: Message) {
    return questions.find(([asked]) => asked.test(text));
  }

  async #answer(message: Message): Promise<void> {
    const payAddress = payLink.exec(message.text)?.[0];
    if (payAddress) return this.#pay(payAddress);
    const choice = this.#pick(message.choices);
    if (choice)
      return this.say(
        this.#random() < 0.5
          ? { choiceId: choice.id }
          : { text: ` ${choice.label.toUpperCase()}` },
      );
    const [, path, answers] = this.#questionIn(message)!; // what is heard is a choice, a question, or the end
    const [said, kept] = this.#pick(answers)!;
    await this.say({ text: said });
    this.kept[path] = kept;
  }

  /** On the server's own pay page, again and again until it has answered. */
  async #pay(address: string): Promise<void> {
    const { pathname } = new URL(address);
    for (;;) {
      this.tries++;
      const answer = await fetch(new URL(pathname, this.#channel), {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ choice: 'payment-successful' }),
        signal: AbortSignal.timeout(PATIENCE),
      }).catch(() => undefined);
      if (answer?.status === 303) return;
      await pause(BETWEEN_TRIES);
    }
  }

  #pick<One>(list: readonly One[]): One | undefined {
    return list[Math.floor(this.#random() * list.length)];
  }

  /** Keys that follow from the seed, so that a run can be made again. */
  #key(): string {
    const digits = (count: number) =>
      Array.from({ length: count }, () => Math.floor(this.#random() * 16).toString(16)).join(
        '',
      );
    return `${digits(8)}-${String(++this.#keys).padStart(4, '0')}-4${digits(3)}-8${digits(3)}-${digits(12)}`;
  }

  async #call(path: string, method: string, body?: unknown): Promise<unknown> {
    for (;;) {
      this.tries++;
      const answer = await this.#try(path, method, body);
      if (answer?.ok) return answer.body;
      // A server that starts says that it is not ready; any other refusal is a finding.
      if (answer && answer.status !== 503)
        throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      await pause(BETWEEN_TRIES);
    }
  }

  async #try(path: string, method: string, body: unknown) {
    try {
      const response = await fetch(this.#channel + path, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
        },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE),
      });
      const { ok, status } = response;
      return { ok, status, body: (await response.json()) as unknown };
    } catch {
      return undefined; // nobody there, or gone before the answer was complete
    }
  }
}
