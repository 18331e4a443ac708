import type { ActionType } from '../../api-client/contract/action-type.ts';
import type { RoutingFlow } from '../../api-client/contract/flow.ts';
import type { Finding, RoutingTree } from '../../api-client/contract/routing.ts';
import { currentLanguage } from '../localization/locale.ts';
import { inLanguage } from './action-words.ts';
import { knownVariables } from './known-variables.ts';

/** What follows from a tree and from the types that there are; reckoned anew only when one of them is another. */
export class TreeFacts {
  types: ReadonlyMap<string, ActionType> = new Map();
  /** The types that the routing may have, in the order of the palette. */
  offered: readonly ActionType[] = [];
  variables: readonly string[] = [];
  /** By action. */
  findings: ReadonlyMap<string, readonly Finding[]> = new Map();
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
    if (this.#isAnother('findings', findings))
      this.findings = Map.groupBy(findings, ({ actionId }) => actionId ?? '');
  }

  #isAnother(fact: string, ...from: unknown[]): boolean {
    const former = this.#of[fact] as unknown[] | undefined; // as it was written here
    this.#of[fact] = from;
    return from.some((each, index) => each !== former?.[index]);
  }
}
