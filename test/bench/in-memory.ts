import { assign, createActor, initialTransition, setup } from 'xstate';
import { actions } from '../../mock-server/actions/index.ts';
import { compileVersion } from '../../mock-server/routing/compile.ts';
import {
  newRun,
  nothingWritten,
  type Conversation,
} from '../../mock-server/routing/conversation.ts';
import { proceed, type Surroundings } from '../../mock-server/routing/interpreter.ts';
import { median, printTable } from './measure.ts';
import { STEPS, tenActionsAlone } from './rivals/ten-actions.ts';

const ROUNDS = 5;
const SECONDS = 1;

/** Takes one routing of ten actions, or one machine of ten transitions, to its end. */
type Run = () => unknown;

const rivals: Record<string, Run> = {
  Waypost: wayposts(),
  'xstate, an actor that is sent ten events': actors(),
  'xstate, transitions that follow by themselves': machines(),
};
const rates = new Map(Object.keys(rivals).map((name) => [name, [] as number[]]));
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, run] of Object.entries(rivals)) {
    const reached = await rate(run);
    if (round > 0) rates.get(name)?.push(reached); // the first one warms up
  }
}
const own = median(rates.get('Waypost') ?? []);
printTable(`A routing of ten plain actions, in memory (median of ${ROUNDS})`, [
  ['engine', 'steps/s', 'Waypost is'],
  ...[...rates].map(([name, reached]) => [
    name,
    Math.round(median(reached)).toLocaleString('en'),
    `${(own / median(reached)).toFixed(1)} ×`,
  ]),
]);

async function rate(run: Run): Promise<number> {
  let runs = 0;
  const began = performance.now();
  while (performance.now() - began < SECONDS * 1000) {
    for (let index = 0; index < 100; index++) await run();
    runs += 100;
  }
  return (runs * STEPS * 1000) / (performance.now() - began);
}

/** Each run with all that a step gives to its commit: an event of every action, with its time. */
function wayposts(): Run {
  const flow = 'messaging' as const;
  const ten = { routingId: 'ten', number: 1, flow, tree: tenActionsAlone };
  const version = Promise.resolve(compileVersion(ten, actions));
  const none = Promise.resolve(undefined);
  const surroundings: Surroundings = {
    now: () => new Date(),
    random: Math.random,
    newId: () => '',
    entities: { find: () => none },
    version: () => version,
    endVersion: () => none,
    attached: () => Promise.resolve(new Set()),
    records: () => {
      throw new Error('These actions need no records.');
    },
  };
  return async () => {
    const conversation = newConversation();
    await proceed(conversation, { kind: 'opened' }, surroundings);
    if (conversation.run.outcome !== 'completed') throw new Error('The routing did not end.');
  };
}

function newConversation(): Conversation {
  return {
    organisationId: 'organisation',
    locale: { timeZone: 'Europe/Paris', region: 'FR', language: 'fr' },
    id: 'interaction',
    flow: 'chat-messaging',
    customer: { contactId: null, name: null, phone: null, email: null },
    step: 0,
    interaction: {
      status: 'in-progress',
      statusReason: null,
      routingId: 'ten',
      queueId: null,
      advisorId: null,
      currentRouting: 'smart',
      routingVersion: 1,
      tags: [],
      templateIds: [],
      endedAt: null,
    },
    run: newRun('ten', 1, new Date()),
    attachedBefore: undefined,
    written: nothingWritten(),
  };
}

interface Context {
  step: string;
}

/** The same assignments, state by state. An event of each action is not even noted. */
function statesOf(wired: 'on' | 'always') {
  const { createMachine } = setup({ types: { context: {} as Context } }); // xstate’s way to name a type
  const states = Array.from({ length: STEPS + 1 }, (_, index) => {
    if (index === STEPS) return [`a${index}`, { type: 'final' }];
    const assigns = tenActionsAlone.actions[`a${index}`]?.type === 'assign-values';
    const way = {
      target: `a${index + 1}`,
      ...(assigns && { actions: assign({ step: () => `step ${index}` }) }),
    };
    return [`a${index}`, wired === 'on' ? { on: { next: way } } : { always: way }];
  });
  return createMachine({
    context: { step: '' },
    initial: 'a0',
    states: Object.fromEntries(states) as Record<string, object>, // its own types want the states one by one
  });
}

function actors(): Run {
  const machine = statesOf('on');
  return () => {
    const actor = createActor(machine).start();
    for (let step = 0; step < STEPS; step++) actor.send({ type: 'next' });
    if (actor.getSnapshot().status !== 'done') throw new Error('The machine did not end.');
  };
}

function machines(): Run {
  const machine = statesOf('always');
  return () => {
    const [{ status }] = initialTransition(machine);
    if (status !== 'done') throw new Error('The machine did not end.');
  };
}
