import type { ActionContext } from './action-context.ts';
import type { Run } from './conversation.ts';

type VariablesOfContext = ActionContext['variables'];

/** The variables of a run, as actions read and write them. */
export class Variables implements VariablesOfContext {
  #values: Run['variables'];

  constructor({ variables }: Pick<Run, 'variables'>) {
    this.#values = variables;
  }

  get(path: string): string | undefined {
    return Object.hasOwn(this.#values, path) ? this.#values[path] : undefined;
  }

  set(path: string, value: string): void {
    this.#values[path] = value;
  }

  clear(path: string): void {
    delete this.#values[path];
  }

  clearAll(variable: string): void {
    for (const path of Object.keys(this.#values)) {
      if (path.startsWith(`${variable}.`)) this.clear(path);
    }
  }
}
