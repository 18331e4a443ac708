import { z } from 'zod';
import { RoutingFlow } from './flow.ts';

/** The chapter of the palette that an action belongs to. */
export const ActionGroup = z.enum([
  'tree',
  'messaging',
  'sending',
  'distribution',
  'cases',
  'data',
  'time',
  'interconnection',
  'campaigns',
  'survey',
  'payment',
]);
export type ActionGroup = z.infer<typeof ActionGroup>;

/**
 * An action type as data: all that a form needs. `parameters` is a JSON Schema (draft 2020-12) whose fields
 * carry `title`, limits and defaults, `magic: true` for text with variables and `entity` for what can be
 * picked or named by reference. A branch with `optional` may stay unwired.
 */
export const ActionType = z.strictObject({
  type: z.string(),
  title: z.string(),
  group: ActionGroup,
  flows: z.array(RoutingFlow),
  summary: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  branches: z.array(
    z.strictObject({ key: z.string(), label: z.string(), optional: z.boolean() }),
  ),
});
export type ActionType = z.infer<typeof ActionType>;

/** The types, and the JSON Schema of what is asked of whoever tries a routing. */
export const ActionTypes = z.strictObject({
  items: z.array(ActionType),
  scenario: z.record(z.string(), z.unknown()),
});
export type ActionTypes = z.infer<typeof ActionTypes>;
