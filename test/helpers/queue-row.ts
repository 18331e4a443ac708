import { QueueDefinition } from '../../api-client/contract/entities/queue.ts';
import { entityRow } from '../../mock-server/storage/entities.ts';

/** A queue with the default settings, as the table of entities has it. */
export function queueRow(organisationId: string, id: string, name = id, reference = id) {
  const draft = {
    kind: 'queue' as const,
    name,
    reference,
    definition: QueueDefinition.parse({}),
  };
  return entityRow(organisationId, id, draft, new Date('2026-01-01T00:00:00.000Z'));
}
