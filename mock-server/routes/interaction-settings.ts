import { lookAt } from '../manual/act.ts';
import { assignCard, createCard, unassignCard } from '../manual/cards.ts';
import { assignCase, createCase, findCases, unassignCase } from '../manual/cases.ts';
import { findCards } from '../manual/find-cards.ts';
import { cancelPayment, createPayment } from '../manual/payments.ts';
import { qualify, removeQualification } from '../manual/qualify.ts';
import { readSettings } from '../manual/settings.ts';
import { undo } from '../manual/undo.ts';
import { route } from './route.ts';

/** What is done to an interaction by hand. */
export const interactionSettingsRoutes = [
  route('readInteractionSettings', async ({ params, viewer, services }) => {
    return readSettings(await lookAt(services, viewer, params.id));
  }),

  route('searchInteractionCards', async ({ params, query, viewer, services }) => {
    return findCards(services, await lookAt(services, viewer, params.id), query);
  }),

  route('createInteractionCard', async ({ params, body, viewer, services }) => {
    return createCard(services, viewer, params.id, body);
  }),

  route('assignInteractionCard', async ({ params, body, viewer, services }) => {
    return assignCard(services, viewer, params.id, body);
  }),

  route('unassignInteractionCard', async ({ params, query, viewer, services }) => {
    return unassignCard(services, viewer, params.id, query.linked);
  }),

  route('searchInteractionCases', async ({ params, query, viewer, services }) => {
    return findCases(await lookAt(services, viewer, params.id), query);
  }),

  route('createInteractionCase', async ({ params, body, viewer, services }) => {
    return createCase(services, viewer, params.id, body);
  }),

  route('assignInteractionCase', async ({ params, body, viewer, services }) => {
    return assignCase(services, viewer, params.id, body);
  }),

  route('unassignInteractionCase', async ({ params, query, viewer, services }) => {
    return unassignCase(services, viewer, params.id, query.linked);
  }),

  route('undoOnInteraction', async ({ params, body, viewer, services }) => {
    return undo(services, viewer, params.id, body.undo);
  }),

  route('createInteractionPayment', async ({ params, body, viewer, services }) => {
    return createPayment(services, viewer, params.id, body);
  }),

  route('cancelInteractionPayment', async ({ params, viewer, services }) => {
    return cancelPayment(services, viewer, params.id, params.paymentId);
  }),

  route('qualifyInteraction', async ({ params, body, viewer, services }) => {
    return qualify(services, viewer, params.id, body);
  }),

  route('removeInteractionQualification', async ({ params, viewer, services }) => {
    await removeQualification(services, viewer, params.id, params.qualificationId);
    return undefined;
  }),
];
