import type { Context, Hono } from 'hono';
import type { Language } from '../../api-client/contract/user.ts';
import { problemResponse, refusalOf } from '../problem.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { BUILT_SCRIPT, readFolder, sendFile } from '../static-files.ts';
import { chatPage } from './chat-page.ts';
import { crmPage } from './crm-page.ts';
import { mintEmbedToken } from './embed-token.ts';
import { historyPage } from './history-page.ts';
import { homePage } from './home-page.ts';
import { mailPage } from './mail-page.ts';
import { DemoPost } from './outbox.ts';
import { DemoPhone, PHONE_GATEWAY_PATH } from './phone.ts';
import { phonePage } from './phone-page.ts';
import { CHAT_CHANNEL, listCrmContacts, listDemoUsers, readChatChoices } from './page-data.ts';
import { pageHeaders } from './page-headers.ts';
import { SMS_GATEWAY_PATH, takeSms } from './sms-gateway.ts';
import { smsPage } from './sms-page.ts';
import { readDemoFiles } from './static-files.ts';
import { words } from './words.ts';

/**
 * The demo's pages beside the API: what this is, a CRM that embeds the panel, and the customer's chat.
 * `scriptFolder` holds the built script for host pages, `post` what was sent by e-mail and SMS; `phone` is a WhatsApp
 * customer's.
 */
export function addDemoPages(
  app: Hono,
  services: Services,
  scriptFolder = BUILT_SCRIPT,
  post = new DemoPost(),
  phone = new DemoPhone('http://127.0.0.1', () => services.clock.now()),
): void {
  const { db } = services;
  const now = () => services.clock.now();

  app.get('/', async (context) =>
    send(context, homePage(languageOf(context), await listDemoUsers(db))),
  );
  app.get('/demo/crm', async (context) => {
    const [users, contacts] = await Promise.all([listDemoUsers(db), listCrmContacts(db)]);
    const page = crmPage({
      language: languageOf(context),
      origin: new URL(context.req.url).origin,
      username: usernameOf(context),
      users,
      contacts,
      now: now(),
    });
    return send(context, page, 'lit-html');
  });
  app.get('/demo/history', async (context) => {
    const page = historyPage({
      language: languageOf(context),
      origin: new URL(context.req.url).origin,
      username: usernameOf(context),
      users: await listDemoUsers(db),
    });
    return send(context, page, 'lit-html');
  });
  app.post('/demo/crm/token', (context) => answerToken(context, services));
  app.get('/demo/chat', async (context) =>
    send(context, chatPage(languageOf(context), CHAT_CHANNEL, await readChatChoices(db))),
  );
  app.get('/demo/mail', (context) =>
    send(context, mailPage(languageOf(context), post.mail.items)),
  );
  app.get('/demo/sms', (context) =>
    send(context, smsPage(languageOf(context), post.sms.items)),
  );
  app.post(SMS_GATEWAY_PATH, (context) => takeSms(context, post, now()));
  app.get('/demo/phone', async (context) => {
    const { organisation } = await readChatChoices(db);
    return send(context, phonePage(languageOf(context), organisation));
  });
  app.get('/demo/phone/messages', (context) =>
    context.json({ messages: phone.messages }, 200, { 'cache-control': 'no-store' }),
  );
  app.post('/demo/phone/messages', (context) =>
    fromOwnPage(context, () => phone.send(context)),
  );
  app.post(PHONE_GATEWAY_PATH, (context) => phone.take(context));
  addFiles(app, scriptFolder);
}

function addFiles(app: Hono, scriptFolder: string): void {
  const files = readDemoFiles();
  for (const [name, file] of files) {
    app.get(`/demo/${name}`, (context) => sendFile(context, file, 'no-cache'));
  }
  let script = readFolder(scriptFolder);
  app.get('/waypost.js', (context) => {
    if (script.size === 0) script = readFolder(scriptFolder);
    const file = script.get('waypost.js');
    return file ? sendFile(context, file, 'no-cache') : sendNotBuilt(context);
  });
  // The script's parts carry a hash of their content in their names.
  app.get('/:part{[\\w.-]+-[\\w-]{8}\\.js}', (context, next) => {
    const file = script.get(context.req.param('part'));
    return file ? sendFile(context, file, 'public, max-age=31536000, immutable') : next();
  });
}

/** The host's own server, asked by the panel: who is signed in, signed. Only pages of this server may ask. */
function answerToken(context: Context, services: Services): Promise<Response> {
  return fromOwnPage(context, async () => {
    const token = await mintEmbedToken(services, usernameOf(context));
    return context.json({ token }, 200, { 'cache-control': 'no-store' });
  });
}

/** Answers, unless the page of another site asks. */
async function fromOwnPage(
  context: Context,
  answer: () => Promise<Response>,
): Promise<Response> {
  try {
    const origin = context.req.header('origin');
    if (origin !== undefined && origin !== new URL(context.req.url).origin)
      throw new Refusal('forbidden', `Pages of ${origin} may not ask for this.`);
    return await answer();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.kind === 'fault') throw error;
    return problemResponse(refusal);
  }
}

function send(
  context: Context,
  page: string | Promise<string>,
  trustedTypes?: 'lit-html',
): Response | Promise<Response> {
  const headers = pageHeaders(new URL(context.req.url).host, trustedTypes);
  return context.html(page, 200, headers);
}

/** In the panel's place, so that whoever looks at the page knows what is missing. */
function sendNotBuilt(context: Context): Response {
  const sentence =
    'The script for host pages is not built: start the server by ‘npm start’, or run ‘node tools/build.ts script’.';
  const code = `for (const panel of document.querySelectorAll('waypost-panel'))
  panel.textContent = ${JSON.stringify(sentence)};
console.error(${JSON.stringify(sentence)});
`;
  return context.body(code, 200, {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
}

/** The language that the address asks for, or else the browser. */
function languageOf(context: Context): Language {
  const asked = context.req.query('lang');
  if (asked !== undefined && Object.hasOwn(words, asked)) return asked as Language; // one of the keys
  return /^\s*fr\b/i.test(context.req.header('accept-language') ?? '') ? 'fr' : 'en';
}

function usernameOf(context: Context): string {
  return context.req.query('user') ?? 'agent';
}
