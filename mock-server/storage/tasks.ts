import type { Tasks } from '../routing/records/tasks.ts';
import type { RecordScope } from './create-records.ts';

/** The tasks of one interaction. */
export function createTasks(scope: RecordScope): Tasks {
  const { db, organisationId, interactionId, customer, newId, now } = scope;
  return {
    async create({ name, categoryId, kind, salesforceQueryId, startsAt, endsAt }) {
      await db
        .insertInto('tasks')
        .values({
          organisation_id: organisationId,
          id: newId(now()),
          interaction_id: interactionId,
          contact_id: customer.contactId,
          name,
          category_id: categoryId,
          kind,
          salesforce_query_id: salesforceQueryId,
          starts_at: startsAt,
          ends_at: endsAt,
          created_at: now(),
        })
        .execute();
    },
  };
}
