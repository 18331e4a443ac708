import type { HistoryCount } from './contract/history.ts';
import type { Interaction } from './contract/interaction.ts';

/**
 * How many interactions a history has, as the server counted them and as came and went since. Of a row that is not
 * loaded it may be unknown whether it was counted: then, and when something changed while the server counted, the
 * number is doubtful until the server is asked again.
 */
export class HistoryTotal {
  #counted: HistoryCount | undefined;
  #difference = 0;
  #isDoubtful = false;
  /** Whether a row that was told of, and is not loaded, belongs to the history. */
  readonly #known = new Map<string, boolean>();
  #changes = 0;

  get count(): HistoryCount | undefined {
    if (!this.#counted?.isExact) return this.#counted;
    return { count: Math.max(0, this.#counted.count + this.#difference), isExact: true };
  }

  get isDoubtful(): boolean {
    return this.#isDoubtful && this.#counted?.isExact === true;
  }

  /** Before the server is asked; gives what takes its answer. */
  begin(): (count: HistoryCount) => void {
    const changes = this.#changes;
    return (count) => {
      this.#counted = count;
      this.#difference = 0;
      this.#isDoubtful = changes !== this.#changes;
    };
  }

  /** A row belongs to the history, or does not, by what was just told; `wasThere`, as far as the list knows. */
  follow(row: Interaction, wasThere: boolean | undefined, belongs: boolean): void {
    const isNew = row.revision === 1 ? false : undefined;
    this.#take(row.id, wasThere ?? this.#known.get(row.id) ?? isNew, belongs);
  }

  leave(id: string, wasThere: boolean): void {
    this.#take(id, wasThere || this.#known.get(id), false);
  }

  #take(id: string, wasThere: boolean | undefined, belongs: boolean): void {
    this.#known.set(id, belongs);
    if (wasThere === belongs) return;
    this.#changes++;
    this.#isDoubtful = true;
    if (wasThere !== undefined) this.#difference += belongs ? 1 : -1;
  }
}
