import type { EntityTableKind } from '../../api-client/contract/entities/index.ts';
import type { RoutingTree } from '../../api-client/contract/routing.ts';
import type { Db } from '../../mock-server/storage/database.ts';
import { treeOf, type Sketch } from '../helpers/run-routing.ts';
import type { ProviderPorts } from './providers.ts';

/** What a flow needs to know of the place where it runs. */
export interface FlowPlace {
  /** The organisation that is made for this flow alone; all that it sends out holds this id. */
  organisationId: string;
  ports: ProviderPorts;
}

export interface FlowEntity {
  kind: EntityTableKind;
  reference: string;
  definition: unknown;
}

/** One small journey through an action: what it needs, what its customer says, and by which branches it must go. */
export interface Flow {
  /** The action that it is about. */
  action: string;
  tree(place: FlowPlace): RoutingTree;
  entities?(place: FlowPlace): FlowEntity[];
  /** Rows that are there before the flow begins. */
  prepare?(db: Db, place: FlowPlace): Promise<unknown>;
  /** What the customer answers, in order. */
  answers: string[];
  /** The branches of the action that is looked at, in order of its passages. */
  branches: (string | null)[];
  /** Whether its channel is a gateway's, which gets every message by a signed call. */
  byGateway?: boolean;
}

type Extra = Partial<
  Pick<Flow, 'entities' | 'prepare' | 'answers' | 'branches' | 'byGateway'>
> & {
  /** Actions that come first, in order. */
  before?: Sketch[];
  /** What comes between the two passages; a pause unless said. */
  between?: Sketch;
  /** Parameters of the second passage that are others. */
  again?: object | ((place: FlowPlace) => object);
};

/**
 * An action that runs in the step that opens the interaction, and again in a later one, of a timer for most: under two
 * keys, since it is two passages. Then the customer hears a last word.
 */
export function around(
  action: string,
  parameters: object | ((place: FlowPlace) => object),
  outcomes: readonly string[],
  { before = [], between = pause, again = {}, ...extra }: Extra = {},
): Flow {
  const [branch = 'ok'] = outcomes;
  return {
    action,
    answers: [],
    branches: [branch, branch],
    tree: (place) => {
      const given = valueOf(parameters, place);
      const all = (next: string) => Object.fromEntries(outcomes.map((one) => [one, next]));
      const earlier = before.map((sketch, index): [string, Sketch] => [
        `before-${index}`,
        { ...sketch, branches: { ok: `before-${index + 1}` } },
      ]);
      const last = earlier.at(-1);
      if (last) last[1] = { ...last[1], branches: { ok: 'it' } };
      return treeOf({
        ...Object.fromEntries(earlier),
        it: { type: action, parameters: { ...given }, branches: all('between') },
        between,
        again: {
          type: action,
          parameters: { ...given, ...valueOf(again, place) },
          branches: all('farewell'),
        },
        farewell: {
          type: 'simple-message',
          parameters: { message: 'That was {{flow.name}}.' },
        },
      });
    },
    ...extra,
  };
}

const pause: Sketch = { type: 'pause', parameters: { seconds: 60 }, branches: { ok: 'again' } };

function valueOf(given: object | ((place: FlowPlace) => object), place: FlowPlace): object {
  return typeof given === 'function' ? (given as (place: FlowPlace) => object)(place) : given;
}

/** A tree that is written out. */
export function through(
  action: string,
  sketches: Record<string, Sketch> | ((place: FlowPlace) => Record<string, Sketch>),
  extra: Partial<Flow> & Pick<Flow, 'branches'>,
): Flow {
  const tree = (place: FlowPlace) =>
    treeOf(typeof sketches === 'function' ? sketches(place) : sketches);
  return { action, answers: [], tree, ...extra };
}
