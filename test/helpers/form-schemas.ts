import { z } from 'zod';
import { entityDefinitions } from '../../api-client/contract/entities/index.ts';
import { peopleDefinitions } from '../../api-client/contract/people/index.ts';
import { actions } from '../../mock-server/actions/index.ts';
import { describeActions } from '../../mock-server/routes/action-types.ts';
import { describeChannelForm } from '../../mock-server/routes/channel-settings.ts';
import type { JsonSchema } from '../../widget/shared/schema-types.ts';

/** Every schema that a form is drawn for, as the server sends it, by name. */
export const formSchemas: readonly (readonly [name: string, schema: JsonSchema])[] = [
  ...describeActions(actions).map(
    ({ type, parameters }) => [`action ${type}`, parameters as JsonSchema] as const,
  ),
  ...Object.entries({ ...entityDefinitions, ...peopleDefinitions }).map(
    ([kind, definition]: [string, z.ZodType]) =>
      [
        `entity ${kind}`,
        z.toJSONSchema(definition, { io: 'input', unrepresentable: 'any' }) as JsonSchema,
      ] as const,
  ),
  ...Object.entries(describeChannelForm()).map(
    ([what, schema]) => [`channel ${what}`, schema as JsonSchema] as const,
  ),
];
