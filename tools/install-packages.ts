import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

/** Milliseconds after which nobody waits any more: without these packages the tests run, too. */
const UPDATE_PATIENCE = 120_000;
const DOWNLOAD_PATIENCE = 300_000;

/** A network that says nothing is given up soon. */
const IMPATIENT = ['-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=15'];

const LISTS = '/var/lib/apt/lists';

let isUpdated = false;
let hasGivenUp = false;

/** Installs a program's packages where that is possible: as root on Debian or Ubuntu. Says why it was not; never throws. */
export function installPackages(name: string, packages: string[]): void {
  if (hasGivenUp || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  try {
    // What this system does not have, as Ubuntu no firefox-esr, is not looked for each time.
    if (hasLists() && !hasAll(packages)) return;
    if (!isUpdated) update();
    if (!hasAll(packages)) return;
    console.log(
      `${name} was not found: installing it (apt-get install ${packages.join(' ')}).`,
    );
    aptGet(['install', '--download-only', '-y', '-q', ...packages], DOWNLOAD_PATIENCE);
    aptGet(['install', '-y', '-q', ...packages]); // of what is here now: not to be broken off
  } catch {
    hasGivenUp = true; // the network that was silent for one is silent for the next
    console.error(`${name} could not be installed: apt-get says why above, or took too long.`);
  }
}

/** Once in a run. */
function update(): void {
  isUpdated = true;
  console.log('Looking for what can be installed (apt-get update).');
  aptGet(['update', '-q'], UPDATE_PATIENCE);
}

/** On a fresh system nothing is known before the first update. */
function hasLists(): boolean {
  return existsSync(LISTS) && readdirSync(LISTS).some((file) => file.includes('_Packages'));
}

function hasAll(packages: string[]): boolean {
  return packages.every((name) => {
    const env = { ...process.env, LC_ALL: 'C' };
    const policy = execFileSync('apt-cache', ['policy', name], { env, encoding: 'utf8' });
    return /Candidate: (?!\(none\))/.test(policy);
  });
}

function aptGet(words: string[], timeout?: number): void {
  execFileSync('apt-get', [...IMPATIENT, ...words], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
    ...(timeout ? { timeout } : {}),
  });
}
