import { accept, dissuade, finish, refuse, write } from '../agents/desk-work.ts';
import { listOffers } from '../storage/offers.ts';
import { route } from './route.ts';

/** What advisors do. Who may do what with an interaction is decided with its run held, in agents/desk-work. */
export const deskRoutes = [
  route('readPresence', async ({ viewer, services: { presence } }) => presence.read(viewer)),

  route('choosePresence', async ({ body, viewer, services: { presence } }) =>
    presence.choose(viewer, body.status),
  ),

  route('listOffers', async ({ viewer, services: { db, clock, presence } }) => {
    await presence.seen(viewer);
    return listOffers(db, viewer, clock.now());
  }),

  route('acceptInteraction', async ({ params, viewer, services }) =>
    accept(services, viewer, params.id).then(() => undefined),
  ),

  route('refuseInteraction', async ({ params, viewer, services }) =>
    refuse(services, viewer, params.id).then(() => undefined),
  ),

  route('dissuadeInteraction', async ({ params, viewer, services }) =>
    dissuade(services, viewer, params.id).then(() => undefined),
  ),

  route('finishInteraction', async ({ params, query, viewer, services }) =>
    finish(services, viewer, params.id, query.qualification).then(() => undefined),
  ),

  route('sendAdvisorMessage', async ({ params, body, viewer, services }) =>
    write(services, viewer, {
      interactionId: params.id,
      text: body.text,
      key: body.key ?? null,
    }),
  ),
];
