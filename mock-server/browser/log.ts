/* eslint-disable no-console -- in a page the console is the log */
import type { Services } from '../services.ts';

const write =
  (method: 'info' | 'warn' | 'error') =>
  (details: unknown, message?: string): void =>
    console[method](message ?? 'Waypost', details);

/** The log of the application in a page. */
export const pageLog: Services['log'] = {
  info: write('info'),
  warn: write('warn'),
  error: write('error'),
};
