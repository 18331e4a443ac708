import type { RoutingFlow } from '../../api-client/contract/flow.ts';
import { addMessage } from '../routing/conversation.ts';
import type { EntityLookup } from '../routing/entities.ts';
import { recordEvent } from '../routing/record-event.ts';
import { proceed, type Incident, type Surroundings } from '../routing/interpreter.ts';
import { beginConversation, type Opening } from '../routing/opening.ts';
import type { CompiledVersion } from '../routing/compile.ts';
import type { Chance } from './chance.ts';
import { nextReply, type Reply } from './customer.ts';
import { PlayedAdvisor } from './played-advisor.ts';

/** What the played conversations look things up in: read once, since the demo's set-up does not change meanwhile. */
export interface PlayGround {
  entities: EntityLookup;
  version(routingId: string, number: number): Promise<CompiledVersion>;
  endVersion: Surroundings['endVersion'];
  flow: RoutingFlow;
}

/**
 * Plays a whole conversation through the real interpreter, in virtual time: from its opening to its end, or to
 * where it stands `now`. Nothing is stored yet.
 */
export async function playConversation(
  opening: Omit<Opening, 'id'>,
  ground: PlayGround,
  chance: Chance,
  now: Date,
): Promise<ReturnType<typeof beginConversation>> {
  let time = opening.startedAt.getTime();
  const surroundings: Surroundings = {
    ...ground,
    now: () => new Date(time),
    random: () => chance.number(),
    newId: chance.newId,
    attached: () => Promise.resolve(new Set()),
    records: () => advisor.records,
  };
  const begun = beginConversation({ ...opening, id: chance.newId(opening.startedAt) });
  const { conversation } = begun;
  const advisor = new PlayedAdvisor(conversation, opening.startedAt);
  const { run, written } = conversation;
  const happens = async (incident: Incident) => {
    await proceed(conversation, incident, surroundings);
  };
  await happens({ kind: 'opened' });
  while (run.wait) {
    if (run.wait.for === 'advisor') {
      const act = await advisor.next(conversation, nameOf);
      if (!act || time + act.after > now.getTime()) break;
      time += act.after;
      if ('news' in act.does && act.does.about)
        recordEvent(conversation, new Date(time), {
          kind: 'qualified',
          reason: act.does.about.name,
          by: act.does.about.by,
        });
      if ('news' in act.does) await happens({ kind: 'advisor', news: act.does.news });
      else adds({ id: advisor.newId(new Date(time)), author: 'advisor', text: act.does.says });
      continue;
    }
    const dueAt = run.wait.dueAt === null ? Infinity : Date.parse(run.wait.dueAt);
    const reply: Reply =
      run.wait.for === 'customer'
        ? nextReply(
            run,
            await ground.version(run.routingId, run.version),
            written.messages.at(-1),
            chance,
          )
        : { kind: 'silence' };
    const answersAt = time + chance.between(4_000, 40_000);
    const at = reply.kind === 'silence' ? dueAt : answersAt;
    if (at > now.getTime()) break;
    time = at;
    if (reply.kind === 'silence') await happens({ kind: 'due', step: conversation.step });
    else if (reply.kind === 'leaves') await happens({ kind: 'customer-left' });
    else await happens(said(reply));
  }
  return begun;

  function said(reply: Extract<Reply, { kind: 'text' | 'choice' }>): Incident {
    const choiceId = reply.kind === 'choice' ? reply.choiceId : null;
    const text = reply.kind === 'choice' ? reply.label : reply.text;
    adds({ id: chance.newId(new Date(time)), author: 'customer', text, choiceId });
    return { kind: 'message', answer: { text, choiceId, contentType: null } };
  }

  function adds(message: {
    id: string;
    author: 'customer' | 'advisor';
    text: string;
    choiceId?: string | null;
  }): void {
    const sentAt = new Date(time).toISOString();
    addMessage(conversation, { choices: [], choiceId: null, key: null, sentAt, ...message });
  }

  async function nameOf(id: string): Promise<string> {
    return (await ground.entities.find('user', { id }))?.name ?? '';
  }
}
