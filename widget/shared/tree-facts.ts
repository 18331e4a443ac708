import type { ActionType } from '../../api-client/contract/action-type.ts';
import type { RoutingFlow } from '../../api-client/contract/flow.ts';
import type { Finding, RoutingTree } from '../../api-client/contract/routing.ts';
import { currentLanguage } from '../localization/locale.ts';
import { inLanguage } from './action-words.ts';
import { actionOf } from './edit-tree.ts';
import { portsOf } from './editor-layout.ts';
import { knownVariables } from './known-variables.ts';
import type { FieldError } from './schema-types.ts';
import type { TreeTask } from './tree-dialog.ts';

/** What follows from a tree and from the types that there are; reckoned anew only when one of them is another. */
export class TreeFacts {
  types: ReadonlyMap<string, ActionType> = new Map();
  /** The types that the routing may have, in the order of the palette. */
  offered: readonly ActionType[] = [];
  variables: readonly string[] = [];
  /** By action. */
  findings: ReadonlyMap<string, readonly Finding[]> = new Map();
  readonly #errors = new Map<string, readonly FieldError[]>();
  readonly #of: Record<string, unknown> = {};

  update(
    types: readonly ActionType[],
    flow: RoutingFlow,
    { tree, findings }: { tree: RoutingTree; findings: readonly Finding[] },
  ): void {
    const language = currentLanguage();
    if (this.#isAnother('types', types, flow, language)) {
      const all = inLanguage(types);
      this.types = new Map(all.map((type) => [type.type, type]));
      this.offered = all.filter(({ type, flows }) => type !== 'start' && flows.includes(flow));
    }
    if (this.#isAnother('variables', tree, types))
      this.variables = knownVariables(tree, this.types);
    if (this.#isAnother('findings', findings)) {
      this.findings = Map.groupBy(findings, ({ actionId }) => actionId ?? '');
      this.#errors.clear();
    }
  }

  /** What is wrong in an action’s form, by the paths below `prefix`. The same list until something else is found. */
  errorsOf(id: string, prefix: string): readonly FieldError[] {
    let errors = this.#errors.get(id);
    if (!errors) {
      errors = (this.findings.get(id) ?? [])
        .filter(({ path }) => path.startsWith(prefix))
        .map(({ path, message }) => ({ path: path.slice(prefix.length), message }));
      this.#errors.set(id, errors);
    }
    return errors;
  }

  /** To add an action behind the first branch of another that is free. */
  taskBehind(tree: RoutingTree, id: string | null): TreeTask {
    const action = actionOf(tree, id);
    const ports = action && portsOf(action, this.types.get(action.type));
    const branch = ports?.find(({ target }) => target === null)?.key;
    return branch === undefined || id === null
      ? { is: 'add' }
      : { is: 'lead', from: { actionId: id, branch } };
  }

  #isAnother(fact: string, ...from: unknown[]): boolean {
    const former = this.#of[fact] as unknown[] | undefined; // as it was written here
    this.#of[fact] = from;
    return from.some((each, index) => each !== former?.[index]);
  }
}
