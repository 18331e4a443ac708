/*
 * The rows of custom databases. They go with their database. A row's `content` is one object, under its database's id,
 * of the values that are not empty, as texts. What GIN keeps of it is database, column and value in one: a search goes
 * straight to the rows that have the value, whatever other databases hold. Without the pending list, searching costs
 * the same right after many rows were written.
 */
export const databaseStatements: string[] = [
  `create table database_rows (
    organisation_id uuid not null,
    database_id uuid not null,
    id uuid not null,
    position bigint generated always as identity,
    content jsonb not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, database_id) references entities on delete cascade
  )`,
  `create unique index database_rows_position on database_rows (organisation_id, database_id, position)`,
  `create index database_rows_content on database_rows using gin (content jsonb_path_ops)
    with (fastupdate = off)`,

  // what lets only one of two writers of the same moment have a value; long values have no room in an index
  `create table database_unique_values (
    organisation_id uuid not null,
    database_id uuid not null,
    column_name text not null,
    digest bytea not null,
    row_id uuid not null,
    primary key (organisation_id, database_id, column_name, digest),
    foreign key (organisation_id, row_id) references database_rows on delete cascade
  )`,
  `create index database_unique_values_row on database_unique_values (organisation_id, row_id)`,
];
