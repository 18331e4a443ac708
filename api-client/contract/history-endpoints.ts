import { z } from 'zod';
import type { EndpointSchema } from './endpoint-schemas.ts';
import type { EndpointName } from './endpoints.ts';
import {
  ExportQuery,
  HistoryChoices,
  HistoryCount,
  HistoryFilter,
  HistoryView,
  HistoryViewDraft,
  HistoryViews,
  InteractionQuery,
} from './history.ts';
import { Interaction } from './interaction.ts';
import { Id, pageOf } from './primitives.ts';
import { Supervision, SupervisionQuery } from './supervision.ts';

const byId = z.strictObject({ id: Id });

/** The list of interactions: read, counted and exported under any filter, and views that users keep of it. */
export const historyEndpoints = {
  listInteractions: {
    summary: 'The interactions that the user sees, filtered and sorted',
    access: 'user',
    query: InteractionQuery,
    answer: pageOf(Interaction),
  },
  countInteractions: {
    summary: 'How many interactions a filter finds',
    access: 'user',
    query: HistoryFilter,
    answer: HistoryCount,
  },
  exportInteractions: {
    summary: 'All interactions that a filter finds, as a CSV file',
    access: 'user',
    query: ExportQuery,
    file: 'text/csv; charset=utf-8',
  },
  readHistoryChoices: {
    summary: 'What the history can be filtered by',
    access: 'user',
    answer: HistoryChoices,
  },
  readSupervision: {
    summary: 'What happens now, and today’s checkpoints against the same weekday before',
    access: 'user',
    query: SupervisionQuery,
    answer: Supervision,
  },
  listHistoryViews: {
    summary: 'The views of the history that the user saved',
    access: 'user',
    answer: HistoryViews,
  },
  createHistoryView: {
    summary: 'Save a view of the history',
    access: 'user',
    body: HistoryViewDraft,
    answer: HistoryView,
    status: 201,
  },
  changeHistoryView: {
    summary: 'Save another state or name of a view',
    access: 'user',
    params: byId,
    body: HistoryViewDraft,
    answer: HistoryView,
  },
  deleteHistoryView: { summary: 'Delete a view', access: 'user', params: byId },
} as const satisfies Partial<Record<EndpointName, EndpointSchema>>;
