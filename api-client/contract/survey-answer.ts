import { z } from 'zod';
import { Id, Instant } from './primitives.ts';

/** An answer to one question: a text, a rating from 1 to 5, one of the choices, or yes (true) or no. */
const Value = z.union([z.string(), z.number(), z.boolean()]);

/** A survey as the customer who was invited to it sees it. */
export const OpenSurvey = z.strictObject({
  name: z.string(),
  questions: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      type: z.enum(['text', 'rating', 'choice', 'yes-no']),
      required: z.boolean(),
      choices: z.array(z.string()),
    }),
  ),
});
export type OpenSurvey = z.infer<typeof OpenSurvey>;

/** Answers by the ids of their questions; what is not answered is left out. */
export const SurveyReply = z.strictObject({
  answers: z.record(z.string().max(64), Value),
});
export type SurveyReply = z.infer<typeof SurveyReply>;

/** One answer, with its question as it was asked. */
export const SurveyAnswer = z.strictObject({
  id: z.string(),
  title: z.string(),
  type: z.enum(['text', 'rating', 'choice', 'yes-no']),
  value: Value,
});
export type SurveyAnswer = z.infer<typeof SurveyAnswer>;

/** An invitation of an interaction’s customer. `answers` is null while there are none. */
export const InteractionSurvey = z.strictObject({
  surveyId: Id,
  name: z.string(),
  invitedAt: Instant,
  answeredAt: Instant.nullable(),
  answers: z.array(SurveyAnswer).nullable(),
});
export type InteractionSurvey = z.infer<typeof InteractionSurvey>;

/** At most one for each survey: a short list, in the order in which the customer was invited. */
export const InteractionSurveys = z.strictObject({ items: z.array(InteractionSurvey) });
