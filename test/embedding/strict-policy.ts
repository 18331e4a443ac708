import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './built-package.ts';

/** The policy of docs/embedding.md, with the address of a Waypost, and what else scripts may be. */
export function strictPolicy(waypost: string, scripts = ''): string {
  const document = readFileSync(join(root, 'docs/embedding.md'), 'utf8');
  const policy = /^default-src [^`]*/m.exec(document)?.[0] ?? '';
  return policy
    .replaceAll('\n', ' ')
    .replace("script-src 'self'", `script-src 'self' ${scripts}`)
    .replace('https://waypost.example', waypost)
    .replace('wss://waypost.example', waypost.replace('http', 'ws'));
}
