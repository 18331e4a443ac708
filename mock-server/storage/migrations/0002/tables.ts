/** The rows of values tables. They go with their table. */
export const tableStatements: string[] = [
  `create table value_table_rows (
    organisation_id uuid not null,
    table_id uuid not null,
    key text collate "C" not null,
    folded text not null,
    value text not null,
    primary key (organisation_id, table_id, key),
    foreign key (organisation_id, table_id) references entities on delete cascade
  )`,
  `create index value_table_rows_folded on value_table_rows (organisation_id, table_id, folded, key)`,
];
