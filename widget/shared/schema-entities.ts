import type { EntityFound, EntitySource } from './schema-types.ts';

/** What is known of one that was picked: itself, that it was deleted, that it cannot be asked for now, or nothing yet. */
export type Known = EntityFound | 'deleted' | 'unknown' | undefined;

/** The names of what a form has picked, and what is being typed to pick another one. */
export class KnownEntities {
  source: EntitySource | undefined;
  /** What is typed into which field, while it is. */
  readonly typed = new Map<string, string>();
  readonly #known = new Map<string, Known>();
  readonly #changed: () => void;
  #asked = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Asked for when it is not known. */
  of(kind: string, id: string): Known {
    const key = `${kind} ${id}`;
    if (this.#known.has(key) || !this.source) return this.#known.get(key);
    this.#known.set(key, undefined);
    void this.source.find(kind, id).then(
      (found) => this.#learn(key, found ?? 'deleted'),
      () => this.#learn(key, 'unknown'),
    );
    return undefined;
  }

  remember(kind: string, found: EntityFound): void {
    this.#known.set(`${kind} ${found.id}`, found);
  }

  #learn(key: string, known: Known): void {
    this.#known.set(key, known);
    this.#changed();
  }

  /** Searches after a pause; the last search counts. Undefined when it failed. */
  search(
    kind: string,
    text: string,
    pause: number,
    take: (found: readonly EntityFound[] | undefined) => void,
  ): void {
    const turn = ++this.#asked;
    clearTimeout(this.#pause);
    const ask = async () => {
      const found = await this.source?.search(kind, text).catch(() => undefined);
      if (turn === this.#asked) take(found);
    };
    if (pause === 0) void ask();
    else this.#pause = setTimeout(() => void ask(), pause);
  }

  /** No search that is under way is answered any more. */
  stop(): void {
    this.#asked++;
    clearTimeout(this.#pause);
  }
}
