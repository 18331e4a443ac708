/*
 * Invitations to surveys, and what was answered: one for an interaction and a survey. They are kept as long as
 * interactions are.
 */
export const surveyStatements: string[] = [
  `create table survey_invitations (
    organisation_id uuid not null references organisations,
    id uuid not null,
    interaction_id uuid not null,
    survey_id uuid not null,
    name text not null,
    token text not null,
    invited_at timestamptz not null,
    answered_at timestamptz,
    answers jsonb,
    primary key (organisation_id, id)
  )`,
  `create unique index survey_invitations_once on survey_invitations (organisation_id, interaction_id, survey_id)`,
  `create unique index survey_invitations_token on survey_invitations (token)`,
  `create index survey_invitations_invited_at on survey_invitations (invited_at)`,
];
