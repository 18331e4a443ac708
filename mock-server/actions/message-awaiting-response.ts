import { z } from 'zod';
import type { ActionContext } from '../routing/action-context.ts';
import { answerTypes, readAnswer } from '../routing/answers.ts';
import { awaitCustomer, defineAction, keepWaiting, leave } from '../routing/define-action.ts';
import { lateMagicText, magicText, responseWait, variablePath } from '../routing/fields.ts';

const Question = z.strictObject({
  content: lateMagicText('Question content'),
  type: z.enum(answerTypes).meta({ title: 'Variable type' }),
  target: variablePath('Variable and field'),
});

const Parameters = z.strictObject({
  message: magicText('Message'),
  maximumWait: responseWait,
  maximumAttempts: z
    .int()
    .min(1)
    .max(10)
    .meta({ title: 'Maximum number of response attempts' }),
  errorMessage: lateMagicText('Default error message'),
  questions: z.array(Question).min(1).max(10).meta({ title: 'Questions' }),
});
type Parameters = z.output<typeof Parameters>;

/** Which question is open, counted from 0, and how many answers to it were wrong. */
const Memory = z.object({ question: z.int(), failed: z.int() });
type Memory = z.output<typeof Memory>;

/** 2.2: asks up to ten questions, one at a time, and keeps each valid answer. */
export const messageAwaitingResponse = defineAction({
  type: 'message-awaiting-response',
  title: 'Message awaiting response',
  group: 'messaging',
  flows: ['messaging'],
  summary: 'Asks questions, checks each answer and keeps it in a variable.',
  parameters: Parameters,
  branches: {
    ok: 'OK',
    error: 'Error',
    'max-attempts': 'Maximum number of attempts reached',
    'response-time-exceeded': 'Response time exceeded',
  },
  general: 'error',
  optional: ['response-time-exceeded'],
  endsLoops: () => true,

  run(parameters, context) {
    context.send(parameters.message);
    return ask(parameters, context, { question: 0, failed: 0 });
  },

  resume(parameters, context, happening, remembered) {
    if (happening.kind === 'time-over') {
      return leave('response-time-exceeded', 'response_time_exceeded');
    }
    if (happening.kind !== 'answer') return keepWaiting;
    if (happening.answer.choiceId !== null) return keepWaiting; // a tap on an older message's button
    const { question, failed } = Memory.parse(remembered);
    const { type, target } = parameters.questions[question]!; // the version is pinned: its questions stay
    const value = readAnswer(type, happening.answer, context.locale);
    if (value === undefined) {
      if (failed + 1 >= parameters.maximumAttempts) {
        return leave('max-attempts', `None of the answers for ${target} was valid.`);
      }
      context.send(context.resolve(parameters.errorMessage));
      return ask(parameters, context, { question, failed: failed + 1 });
    }
    context.variables.set(target, value);
    if (question + 1 === parameters.questions.length) return 'ok';
    return ask(parameters, context, { question: question + 1, failed: 0 });
  },
});

function ask(parameters: Parameters, context: ActionContext, memory: Memory) {
  const { content, type } = parameters.questions[memory.question]!; // callers stay below the number of questions
  context.send(context.resolve(content)); // it may name what was answered a moment ago
  return awaitCustomer(parameters.maximumWait, memory, type === 'image' ? 'image' : null);
}
