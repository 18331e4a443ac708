/*
 * The Maker's entities: one table for all kinds, each with its definition. The queues of the foundation move into it
 * and keep their ids; what reads queues goes on by a view. Roles get the rights on entities that they have on routings.
 */
export const entityStatements: string[] = [
  `create table entities (
    organisation_id uuid not null references organisations,
    id uuid not null,
    kind text not null,
    name text not null,
    reference text not null,
    folded text not null,
    definition jsonb not null,
    revision integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    updated_by text,
    primary key (organisation_id, id)
  )`,
  `create unique index entities_reference on entities (organisation_id, kind, lower(reference))`,
  `create index entities_exact_reference on entities (organisation_id, kind, reference)`,

  // an empty definition: whoever reads it fills in the defaults
  `insert into entities
      (organisation_id, id, kind, name, reference, folded, definition, created_at, updated_at)
    select organisation_id, id, 'queue', name, reference,
      lower(regexp_replace(normalize(name, NFD), '[\\u0300-\\u036f]', '', 'g')) || E'\\n' || lower(reference),
      '{}', now(), now()
    from queues`,
  `drop table queues cascade`, // and with it the foreign keys of the two tables below
  ...['profile_queues', 'channels'].map(
    (table) =>
      `alter table ${table} add foreign key (organisation_id, queue_id) references entities`,
  ),
  `create view queues as select organisation_id, id, name, reference from entities where kind = 'queue'`,

  `create table secrets (
    organisation_id uuid not null references organisations,
    name text not null,
    value text not null,
    updated_at timestamptz not null,
    primary key (organisation_id, name)
  )`,
  `update roles set rights = rights
      || jsonb_build_object('entities', rights -> 'routings')
      || jsonb_build_object('secrets', rights -> 'routings')
    where rights ? 'routings'`,
];
