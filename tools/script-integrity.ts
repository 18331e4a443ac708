import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes what a page needs that takes the script, and all of its parts, only as they were built: their hashes in
 * `integrity.json`, and in `embed.html` the tags to put into the page, for a script that is served at `/waypost/`.
 */
export function describeIntegrity(folder: string): void {
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const hashes = Object.fromEntries(
    names.sort().map((name) => [name, hashOf('sha384', readFileSync(join(folder, name)))]),
  );
  writeFileSync(join(folder, 'integrity.json'), `${JSON.stringify(hashes, null, 2)}\n`);
  writeFileSync(join(folder, 'embed.html'), embedding(hashes));
}

function embedding({ 'waypost.js': entry, ...parts }: Record<string, string>): string {
  const places = Object.entries(parts).map(([name, hash]) => [`/waypost/${name}`, hash]);
  const map = JSON.stringify({ integrity: Object.fromEntries(places) });
  return `<!-- A content security policy needs this in its script-src, for the import map: '${hashOf('sha256', map)}' -->
<script type="importmap">${map}</script>
<script type="module" src="/waypost/waypost.js" integrity="${entry}"></script>
`;
}

function hashOf(algorithm: string, content: string | Buffer): string {
  return `${algorithm}-${createHash(algorithm).update(content).digest('base64')}`;
}
