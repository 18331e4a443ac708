import { lookAt } from '../manual/act.ts';
import { listButtons, pressButton } from '../manual/buttons.ts';
import { route } from './route.ts';

/** The organisation's own buttons at an interaction. */
export const interactionButtonRoutes = [
  route('listInteractionButtons', async ({ params, viewer, services }) => {
    return { items: await listButtons(await lookAt(services, viewer, params.id)) };
  }),

  route('pressInteractionButton', async ({ params, body, viewer, services }) => {
    const { buttonId } = params;
    return pressButton(services, viewer, params.id, { buttonId, key: body.key });
  }),
];
