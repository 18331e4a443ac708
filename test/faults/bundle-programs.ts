import { join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const programs = ['flow-process', 'crowd-process'] as const;

/** A program whose process is killed, and taken over from by another one of it. */
export type FaultProgram = (typeof programs)[number];

/**
 * Puts each program into one file, with all that it needs: most of the time that hundreds of processes take to start
 * would go into finding and reading a thousand of them.
 */
export async function bundlePrograms(folder: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'error', // what it warns of are habits of packages
    ssr: { noExternal: true, external: ['pg-native'] },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node24',
      rolldownOptions: {
        input: Object.fromEntries(
          programs.map((name) => [name, join(import.meta.dirname, `${name}.ts`)]),
        ),
        external: ['pg-native'], // pg looks for it, and goes on without
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
}

export const programFile = (folder: string, name: FaultProgram): string =>
  join(folder, `${name}.mjs`);
