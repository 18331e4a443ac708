import type { Context } from 'hono';
import { html } from 'hono/html';
import { languageOf } from '../customer-pages/page.ts';
import { makerWords } from './words.ts';

/** The page on which administrators configure. `isBuilt` says whether its script is there. */
export async function sendMakerPage(context: Context, isBuilt: boolean): Promise<Response> {
  const asked = context.req.query('lang');
  const language = asked === 'en' || asked === 'fr' ? asked : languageOf(context);
  const words = makerWords[language];
  // Relative, since a proxy may serve this below a path of its own.
  const root = '../'.repeat(context.req.path.split('/').length - 2);
  const whys = ['refused', 'unreachable', 'over', 'impossible'] as const;
  const markup = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${words.title}</title>
        <link rel="stylesheet" href="${root}maker/maker.css" />
        ${isBuilt ? html`<script type="module" src="${root}maker/maker-page.js"></script>` : ''}
      </head>
      <body>
        <header>
          <span class="brand"
            ><span class="blaze" aria-hidden="true"></span>${words.title}</span
          >
          <span class="space"></span>
          <div class="account" hidden>
            <span>${words.signedInAs} <b class="who"></b></span>
            <button class="sign-out">${words.signOut}</button>
          </div>
        </header>
        <div class="signed-out" role="status" hidden>
          ${whys.map((why) => html`<p data-why="${why}">${words[why]}</p>`)}
          <button class="sign-in">${words.signIn}</button>
        </div>
        <div class="body">
          <nav aria-label="${words.parts}"></nav>
          <main>
            <h1></h1>
            ${isBuilt ? '' : html`<p role="status">${words.notBuilt}</p>`}
            <noscript>${words.noScript}</noscript>
            <p class="missing" role="status" hidden>${words.missing}</p>
            <div class="part"></div>
          </main>
        </div>
      </body>
    </html> `;
  return context.html(String(await markup), isBuilt ? 200 : 503, headersFor(context));
}

function headersFor(context: Context): Record<string, string> {
  const { host } = new URL(context.req.url);
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ws://${host} wss://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ];
  return {
    'cache-control': 'no-store',
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}
