import { z } from 'zod';
import { fold } from '../../api-client/contract/fold.ts';
import type { Answer } from '../routing/action-context.ts';
import { choiceDoubts } from '../routing/choice-limits.ts';
import {
  awaitCustomer,
  defineAction,
  keepWaiting,
  leave,
  linkBranch,
  linkBranches,
} from '../routing/define-action.ts';
import { magicText, responseWait } from '../routing/fields.ts';

/** A reply owns its link: taking another reply out changes nothing of it. */
const Reply = z.strictObject({
  label: magicText('Response content', { max: 100 }),
  link: z.int().min(1).max(10).meta({ title: 'Link' }),
});
type Reply = z.output<typeof Reply>;

/** The message whose buttons count: a tap on an older one is passed over. */
const Memory = z.object({ message: z.string() });

/** 2.3: offers up to ten replies and leaves by the link of the one that is taken. */
export const messageWithChoice = defineAction({
  type: 'message-with-choice',
  title: 'Message with choice',
  group: 'messaging',
  flows: ['messaging'],
  summary: 'Offers replies to choose from; each has its own branch.',
  parameters: z.strictObject({
    message: magicText('Message'),
    maximumWait: responseWait,
    replies: z
      .array(Reply)
      .min(1)
      .max(10)
      .refine((replies) => new Set(replies.map(({ link }) => link)).size === replies.length, {
        error: 'Each reply needs a link of its own.',
      })
      .meta({ title: 'Select responses' }),
  }),
  branches: {
    ...linkBranches,
    error: 'Error',
    'response-time-exceeded': 'Response time exceeded',
  },
  general: 'error',
  optional: ['response-time-exceeded'],
  endsLoops: () => true,
  check: ({ replies }, channels) =>
    choiceDoubts(
      replies.map(({ label }) => label),
      channels,
      'replies',
    ),
  branchesUsed: ({ replies }) => [
    ...replies.map(({ link }) => linkBranch(link)),
    'error',
    'response-time-exceeded',
  ],

  run({ message, maximumWait, replies }, context) {
    const sent = context.send(
      message,
      replies.map(({ label, link }) => ({ key: linkBranch(link), label })),
    );
    return awaitCustomer(maximumWait, { message: sent });
  },

  resume({ replies }, context, happening, remembered) {
    if (happening.kind === 'time-over') {
      return leave('response-time-exceeded', 'response_time_exceeded');
    }
    if (happening.kind !== 'answer') return keepWaiting;
    const { message } = Memory.parse(remembered);
    const taken = replyTaken(replies, happening.answer, message);
    return taken ? linkBranch(taken.link) : keepWaiting;
  },
});

function replyTaken(
  replies: readonly Reply[],
  answer: Answer,
  message: string,
): Reply | undefined {
  if (answer.choiceId !== null) {
    return replies.find(({ link }) => answer.choiceId === `${message}:${linkBranch(link)}`);
  }
  const typed = fold(answer.text.trim());
  if (typed === '') return undefined; // a label may be empty when its variable is not set
  const byLabel = replies.find(({ label }) => fold(label.trim()) === typed);
  return byLabel ?? (/^\d{1,2}$/.test(typed) ? replies[Number(typed) - 1] : undefined);
}
