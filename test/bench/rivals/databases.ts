import pg from 'pg';

/** Makes another database on the same server. Gives its address. */
export async function addDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${name}`).finally(() => client.end());
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
