import { nextTurn } from './next-turn.ts';

interface Waiting<Item> {
  item: Item;
  resolve(): void;
  reject(error: unknown): void;
}

export interface BatcherOptions {
  /** Items of one batch. */
  most: number;
  /** Batches under way at the same time. */
  atOnce: number;
  /** Whether a failed batch may be the fault of one item. Then each item is tried alone. */
  mayBeOne(error: unknown): boolean;
}

/** Writes together what comes at the same moment, and what comes while earlier batches are under way. */
export class Batcher<Item> {
  #write: (items: Item[]) => Promise<void>;
  #options: BatcherOptions;
  #waiting: Waiting<Item>[] = [];
  #underWay = 0;
  #called = false;

  constructor(write: (items: Item[]) => Promise<void>, options: BatcherOptions) {
    this.#write = write;
    this.#options = options;
  }

  /** Resolves when the item is written. */
  add(item: Item): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (this.#called) return;
      this.#called = true;
      nextTurn(() => this.#begin());
    });
  }

  #begin(): void {
    this.#called = false;
    const { most, atOnce } = this.#options;
    while (this.#waiting.length > 0 && this.#underWay < atOnce) {
      void this.#take(this.#waiting.splice(0, most));
    }
  }

  async #take(batch: Waiting<Item>[]): Promise<void> {
    this.#underWay++;
    await this.#settle(batch);
    this.#underWay--;
    this.#begin();
  }

  async #settle(batch: Waiting<Item>[]): Promise<void> {
    try {
      await this.#write(batch.map(({ item }) => item));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      if (batch.length > 1 && this.#options.mayBeOne(error)) {
        for (const one of batch) await this.#settle([one]);
      } else {
        for (const { reject } of batch) reject(error);
      }
    }
  }
}
