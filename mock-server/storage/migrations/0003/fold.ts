/** Every mark that `fold` of the contract takes away, as ranges of a regular expression of PostgreSQL. */
function marks(): string {
  const isMark = (code: number) => /^\p{M}$/u.test(String.fromCodePoint(code));
  const ranges: string[] = [];
  for (let code = 0; code < 0x110000; code++) {
    if (!isMark(code)) continue;
    const first = code;
    while (isMark(code + 1)) code++;
    ranges.push(`\\U${hex(first)}-\\U${hex(code)}`);
  }
  return ranges.join('');
}

const hex = (code: number) => code.toString(16).padStart(8, '0');

/*
 * `fold` of the contract, in the database: what a row is sorted by there is what a client sorts it by. Without case by
 * the rules of Unicode, whatever the locale of the database: by PostgreSQL's own, or by ICU's before version 18.
 */
export const foldStatements: string[] = [
  `do $$
  declare
    rules text := (
      select quote_ident(collname) from pg_collation
      where collname in ('pg_unicode_fast', 'und-x-icu', 'default')
      order by array_position(array['pg_unicode_fast', 'und-x-icu', 'default'], collname::text) limit 1
    );
  begin
    execute format(
      $function$
        create function fold(given text) returns text language sql immutable strict parallel safe
        return case
          when octet_length(given) = length(given) then lower(given collate "C") -- nothing but ASCII: most of them
          else lower(regexp_replace(normalize(given, NFD), '[${marks()}]', '', 'g') collate %s) collate "C"
        end
      $function$, rules);
  end $$`,
];
