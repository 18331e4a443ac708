import { z } from 'zod';
import { Identifier } from './column.ts';

/** Where the invitation holds the address of the survey’s page. */
export const SURVEY_LINK = '{{link}}';

/** `rating` is a whole number from 1 to 5; `choice` is one of `choices`. */
const Question = z
  .strictObject({
    id: Identifier.meta({ title: 'Id', ownName: 'question' }),
    title: z.string().trim().min(1, 'Fill this in.').max(500).meta({ title: 'Question' }),
    type: z
      .enum(['text', 'rating', 'choice', 'yes-no'])
      .default('rating')
      .meta({ title: 'Type' }),
    required: z.boolean().default(false).meta({ title: 'Required' }),
    choices: z
      .array(z.string().trim().min(1, 'Fill this in.').max(200))
      .max(20)
      .default([])
      .meta({ title: 'Choices', shownFor: { type: ['choice'] } }),
  })
  .superRefine(({ type, choices }, context) => {
    const say = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (type === 'choice' && choices.length < 2)
      say(['choices'], 'A choice needs two at least.');
    if (type !== 'choice' && choices.length > 0)
      say(['choices'], 'Only a question of the type “choice” has choices.');
    choices.forEach((choice, index) => {
      if (choices.indexOf(choice) !== index)
        say(['choices', index], `“${choice}” is there already.`);
    });
  });

/** A survey: the message that invites to it, and its questions in order. */
export const SurveyDefinition = z.strictObject({
  active: z.boolean().default(true).meta({ title: 'Active' }),
  invitation: z
    .string()
    .trim()
    .max(1000)
    .refine((text) => text.includes(SURVEY_LINK), {
      message: 'Say where the address goes: write {{link}} in the text.',
    })
    .default(`How did we do? ${SURVEY_LINK}`)
    .meta({ title: 'Invitation' }),
  questions: z
    .array(Question)
    .min(1)
    .max(30)
    .superRefine((questions, context) => {
      const ids = questions.map(({ id }) => id);
      ids.forEach((id, index) => {
        if (ids.indexOf(id) !== index)
          context.addIssue({
            code: 'custom',
            path: [index, 'id'],
            message: `Another question has the id “${id}” already.`,
          });
      });
    })
    .meta({ title: 'Questions' }),
});
export type SurveyDefinition = z.output<typeof SurveyDefinition>;
