import { z } from 'zod';
import type { ActionContext } from '../routing/action-context.ts';
import { awaitAdvisor, defineAction, keepWaiting, leave } from '../routing/define-action.ts';
import type { EntityChoice } from '../routing/entities.ts';
import { entityChoice } from '../routing/fields.ts';

const Parameters = z.strictObject({
  target: z
    .union([
      z.strictObject({ user: entityChoice('user', 'I know') }),
      z.strictObject({
        preferred: z.literal(true).meta({ title: 'I want to assign to the preferred agent' }),
      }),
    ])
    .meta({ title: 'Distribution to' }),
  ringSeconds: z.int().min(5).max(300).default(30).meta({ title: 'Ring time (seconds)' }),
});

const unreachable = {
  offline: (name: string) => `${name} is not connected.`,
  away: (name: string) => `${name} is away.`,
  busy: (name: string) => `${name} is busy with another interaction.`,
} as const;

/**
 * 4.3: rings at one user, past the queues. Only a user who is available and free is rung at: whoever is offline,
 * away or busy does not respond, at once. Who has this interaction already has accepted it: they keep it.
 */
export const distributionUser = defineAction({
  type: 'distribution-user',
  title: 'Distribution to a user',
  group: 'distribution',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Gives the interaction to one user, who keeps it while the routing goes on.',
  parameters: Parameters,
  branches: {
    ok: 'OK',
    error: 'Error',
    'no-response': 'No response',
    'reference-not-found': 'Reference not found',
  },
  general: 'error',
  generals: { ok: null },

  async run({ target, ringSeconds }, context) {
    const choice = 'user' in target ? target.user : await preferred(context);
    if (!choice) return leave('error', 'No preferred advisor of the customer is known.');
    const user = await context.find('user', choice);
    if (!user) return leave('reference-not-found', 'There is no such active user.');
    const reach = await context.records.queues.reach(user.id);
    if (reach === 'theirs') return leave('ok', `${user.name} has the interaction already.`);
    if (reach !== 'free') return leave('no-response', unreachable[reach](user.name));
    const desk = { queueIds: [], userId: user.id, prioritised: true, ringSeconds };
    return awaitAdvisor(desk, ringSeconds);
  },

  resume(_, __, happening) {
    if (happening.kind === 'time-over')
      return leave('no-response', 'The ring time has passed.');
    if (happening.kind !== 'advisor') return keepWaiting;
    const { news } = happening;
    switch (news.event) {
      case 'accepted':
        return 'ok';
      case 'refused':
        return leave('no-response', `${news.name} refused.`);
      case 'dissuaded':
        return leave('no-response', `${news.name} turned the interaction away.`);
      case 'out-of-reach':
        return leave('no-response', news.reason);
      case 'finished':
        return keepWaiting; // an advisor whom the interaction left before it came here
    }
  },
});

async function preferred(context: ActionContext): Promise<EntityChoice | undefined> {
  const id = await context.records.queues.preferredAdvisor();
  return id === undefined ? undefined : { id };
}
