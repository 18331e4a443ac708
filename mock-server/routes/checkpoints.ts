import type { Viewer } from '../access/identity.ts';
import { demandRight } from '../access/rights.ts';
import type { Services } from '../services.ts';
import { deleteCheckpoints } from '../storage/checkpoint-deletion.ts';
import { importCheckpoints } from '../storage/checkpoint-import.ts';
import {
  changeCheckpoint,
  createCheckpoint,
  duplicateCheckpoint,
  listCheckpoints,
  readCheckpoint,
  readUsage,
  type Author,
} from '../storage/checkpoints.ts';
import { route } from './route.ts';

export const checkpointRoutes = [
  route('listCheckpoints', async ({ query, viewer, services: { db } }) =>
    listCheckpoints(db, viewer.organisationId, query),
  ),

  route('createCheckpoint', async ({ body, viewer, services }) => {
    const author = authorOf(viewer, services);
    const id = services.newId(author.now);
    return told(services, createCheckpoint(services.db, author, id, body));
  }),

  route('bulkDeleteCheckpoints', async ({ body, viewer, services }) => {
    const { db, catalogue } = services;
    return told(services, deleteCheckpoints(db, authorOf(viewer, services), catalogue, body));
  }),

  route('importCheckpoints', async ({ body, viewer, services }) => {
    demandRight(viewer, 'checkpoints', 'modify');
    const { db, newId } = services;
    return told(services, importCheckpoints(db, authorOf(viewer, services), newId, body));
  }),

  route('readCheckpoint', async ({ params, viewer, services: { db } }) =>
    readCheckpoint(db, viewer.organisationId, params.id),
  ),

  route('changeCheckpoint', async ({ params, body, viewer, services, ifMatch }) => {
    const author = authorOf(viewer, services);
    return told(services, changeCheckpoint(services.db, author, params.id, body, ifMatch));
  }),

  route('deleteCheckpoint', async ({ params, query, viewer, services }) => {
    const { db, catalogue } = services;
    const deletion = { ids: [params.id], ...query };
    return told(
      services,
      deleteCheckpoints(db, authorOf(viewer, services), catalogue, deletion),
    );
  }),

  route('duplicateCheckpoint', async ({ params, body, viewer, services }) => {
    const author = authorOf(viewer, services);
    const id = services.newId(author.now);
    return told(services, duplicateCheckpoint(services.db, author, params.id, id, body));
  }),

  route('readCheckpointUsage', async ({ params, viewer, services: { db } }) => ({
    checkpointId: params.id,
    uses: await readUsage(db, viewer.organisationId, params.id),
  })),
];

function authorOf({ organisationId, name }: Viewer, { clock }: Services): Author {
  return { organisationId, name, now: clock.now() };
}

/** After the commit: the feed has something new. */
async function told<Answer>({ feed }: Services, change: Promise<Answer>): Promise<Answer> {
  const answer = await change;
  feed.nudge();
  return answer;
}
