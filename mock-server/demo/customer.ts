import { z } from 'zod';
import type { AnswerType } from '../routing/answers.ts';
import type { CompiledVersion } from '../routing/compile.ts';
import type { Run } from '../routing/conversation.ts';
import type { Chance } from './chance.ts';

/** What a demo customer does next. */
export type Reply =
  | { kind: 'text'; text: string }
  | { kind: 'choice'; choiceId: string; label: string }
  | { kind: 'silence' }
  | { kind: 'leaves' };

const Awaiting = z.object({ questions: z.array(z.object({ type: z.string() })) });
const Memory = z.object({ question: z.int() });

/** Answers as customers do: mostly well, sometimes wrongly, sometimes not at all. */
export function nextReply(
  run: Run,
  version: CompiledVersion,
  lastMessage: { choices: readonly { id: string; label: string }[] } | undefined,
  chance: Chance,
): Reply {
  if (chance.happens(0.02)) return { kind: 'leaves' };
  if (chance.happens(0.02)) return { kind: 'silence' };
  const choices = lastMessage?.choices ?? [];
  if (choices.length > 0) {
    if (chance.happens(0.05)) return { kind: 'text', text: 'Sorry, what do you mean?' };
    const { id, label } = chance.pick(choices);
    return chance.happens(0.8)
      ? { kind: 'choice', choiceId: id, label }
      : { kind: 'text', text: label.toUpperCase() };
  }
  const type = questionType(run, version);
  return { kind: 'text', text: chance.happens(0.1) ? 'I do not know' : answer(type, chance) };
}

function questionType(run: Run, version: CompiledVersion): string | undefined {
  const { data: parameters } = Awaiting.safeParse(
    version.actions.get(run.actionId)?.parameters,
  );
  const { data: memory } = Memory.safeParse(run.wait?.memory);
  return parameters?.questions[memory?.question ?? 0]?.type;
}

function answer(type: string | undefined, chance: Chance): string {
  const day = chance.between(1, 28);
  const month = chance.between(1, 12);
  switch (type as AnswerType | undefined) {
    case 'number':
      return String(chance.between(10_000, 99_999));
    case 'email':
      return `customer${chance.between(1, 999)}@example.com`;
    case 'date':
      return `${day}/${month}/${chance.between(2024, 2026)}`;
    case 'phone':
      return `06 ${Array.from({ length: 4 }, () => chance.between(10, 99)).join(' ')}`;
    default:
      return chance.pick([
        'It does not switch on.',
        'The handle broke.',
        'It makes a strange noise.',
      ]);
  }
}
