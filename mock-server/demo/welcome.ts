import type { Options } from '../options.ts';
import type { Services } from '../services.ts';
import { hasOrganisation, setUpCode } from '../set-up/set-up-code.ts';
import { DEMO_PASSWORD } from './organisation.ts';
import { listDemoUsers } from './page-data.ts';

/** What the terminal shows once the server is ready: where it is, who one can be, and what to try. */
export async function welcome(
  { db, demo }: Pick<Services, 'db' | 'demo'>,
  port: number,
  { traffic }: Pick<Options, 'traffic'>,
): Promise<string> {
  const at = `http://localhost:${port}`;
  if (!demo && !(await hasOrganisation(db))) return notSetUp(at, await setUpCode(db));
  if (!demo)
    return `Waypost is ready: ${at}/maker, and ${at}/api (described at ${at}/api/openapi.json).`;
  const users = await listDemoUsers(db);
  const width = Math.max(0, ...users.map(({ username }) => username.length));
  return [
    '',
    `  Waypost is ready at ${at}`,
    '',
    `  The agent’s CRM        ${at}/demo/crm`,
    `  The customer’s chat    ${at}/demo/chat`,
    `  A customer’s phone     ${at}/demo/phone`,
    `  What was sent          ${at}/demo/mail and ${at}/demo/sms`,
    `  The API’s description  ${at}/api/openapi.json`,
    '',
    `  Demo users, password ‘${DEMO_PASSWORD}’:`,
    ...users.map(
      ({ username, name, type }) => `    ${username.padEnd(width)}  ${name}, ${type}`,
    ),
    '',
    '  Try: open CRM and chat side by side, answer the chat as Nadia Achour, and watch the',
    '  panel. As the agent set yourself available, and take who asks for an advisor (chat,',
    '  “Delivery follow-up”, order 20418, “No”). Pay a repair (“After-sales”, bought in 2020).',
    '  Then stop the server in the middle of a question, and start it again.',
    ...(traffic ? [] : ['  No other customers come by themselves (--no-traffic).']),
    '  Ctrl-C stops everything.',
    '',
  ].join('\n');
}

function notSetUp(at: string, code: string): string {
  return [
    '',
    `  Waypost is ready at ${at}, and has no organisation yet. Set it up here:`,
    '',
    `  ${at}/auth/set-up?code=${code}`,
    '',
    '  Ctrl-C stops everything.',
    '',
  ].join('\n');
}
