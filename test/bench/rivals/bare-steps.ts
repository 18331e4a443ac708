/** Ends 256 waits that are over with the rows that the engine writes for it: run, interaction, four events, a change. */
export const bareSteps = {
  name: 'bare-steps',
  text: `
    with due as materialized (
      select organisation_id, interaction_id as id, state from runs
      where due_at <= clock_timestamp() order by due_at limit 256 for update skip locked
    ),
    written_runs as (
      update runs r set step = step + 1, due_at = null, ended_at = now(), state = due.state from due
      where r.organisation_id = due.organisation_id and r.interaction_id = due.id
    ),
    written_events as (
      insert into interaction_events (organisation_id, interaction_id, sequence, at, kind, action_id, action_type,
        action_name, branch, duration_ms)
      select organisation_id, id, sequence, now(), 'action', 'mark', 'assign-values', 'mark', 'ok', 0
      from due, generate_series(3, 6) sequence
    ),
    written_changes as (
      insert into changes (organisation_id, kind, interaction_id) select organisation_id, 'interaction', id from due
    )
    update interactions i set revision = revision + 1, status = 'processed', ended_at = now() from due
    where i.organisation_id = due.organisation_id and i.id = due.id`,
};
