import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from './database.ts';

test('a fresh database has every table, no rows, and nothing of another one', async () => {
  const [first, second] = [await freshDatabase(), await freshDatabase()];
  onTestFinished(async () => void (await Promise.all([first.drop(), second.drop()])));

  await query(first.url, `create table only_here ()`);

  expect(await query(first.url, 'select count(*)::int as count from interactions')).toEqual([
    { count: 0 },
  ]);
  await expect(query(second.url, 'select from only_here')).rejects.toThrow(/does not exist/);
});

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
