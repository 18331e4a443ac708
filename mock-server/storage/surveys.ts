import { sql, type Selectable } from 'kysely';
import { SurveyDefinition } from '../../api-client/contract/entities/survey.ts';
import type {
  InteractionSurvey,
  SurveyAnswer,
} from '../../api-client/contract/survey-answer.ts';
import type { Surveys } from '../routing/records/surveys.ts';
import type { Db } from './database.ts';
import type { NewId } from './ids.ts';
import { newLinkToken } from './link-token.ts';
import type { SurveyInvitationsTable } from './outreach-tables.ts';

/** The step that invites, and its interaction. */
interface SurveyScope {
  db: Db;
  organisationId: string;
  interactionId: string;
  newId: NewId;
  publicUrl: string;
  now(): Date;
}

export function createSurveys(scope: SurveyScope): Surveys {
  const { db, organisationId, interactionId, newId, publicUrl } = scope;
  return {
    async invite({ id, name }) {
      const now = scope.now();
      const row = await db
        .insertInto('survey_invitations')
        .values({
          organisation_id: organisationId,
          id: newId(now),
          interaction_id: interactionId,
          survey_id: id,
          name,
          token: newLinkToken(),
          invited_at: now,
          answered_at: null,
          answers: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('token')
        .executeTakeFirst();
      return row && `${publicUrl}/survey/${row.token}`;
    },
  };
}

type InvitationRow = Selectable<SurveyInvitationsTable>;

/** An invitation with its survey as it is now: null when that was deleted. */
export interface Invitation {
  row: InvitationRow;
  survey: { name: string; definition: SurveyDefinition } | null;
}

/** The invitation behind a link. */
export async function findInvitation(db: Db, token: string): Promise<Invitation | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined;
  const row = await db
    .selectFrom('survey_invitations')
    .selectAll()
    .where('token', '=', token)
    .executeTakeFirst();
  if (!row) return undefined;
  const entity = await db
    .selectFrom('entities')
    .select(['name', 'definition'])
    .where('organisation_id', '=', row.organisation_id)
    .where('id', '=', row.survey_id)
    .where('kind', '=', 'survey')
    .executeTakeFirst();
  const { data } = SurveyDefinition.safeParse(entity?.definition);
  return { row, survey: entity && data ? { name: entity.name, definition: data } : null };
}

/** Keeps the answers, once: false when there are some already. Whoever looks at the interaction is told. */
export function writeAnswers(
  db: Db,
  { organisation_id: organisationId, id, interaction_id: interactionId }: InvitationRow,
  answers: readonly SurveyAnswer[],
  now: Date,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('survey_invitations')
      .set({ answers: JSON.stringify(answers), answered_at: now })
      .where('organisation_id', '=', organisationId)
      .where('id', '=', id)
      .where('answered_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await sql`
      insert into changes (organisation_id, kind, interaction_id, entity_id)
      values (${organisationId}, 'interaction', ${interactionId}, null)
    `.execute(tx);
    return true;
  });
}

/** What an interaction's customer was invited to, in order, with the answers. */
export async function listSurveys(
  db: Db,
  organisationId: string,
  interactionId: string,
): Promise<InteractionSurvey[]> {
  const rows = await db
    .selectFrom('survey_invitations')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', '=', interactionId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    surveyId: row.survey_id,
    name: row.name,
    invitedAt: row.invited_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    answers: row.answers,
  }));
}
