import { html } from 'hono/html';
import type { Language } from '../../api-client/contract/user.ts';
import { words } from './words.ts';

/** A piece of a page, escaped. */
export type Markup = ReturnType<typeof html>;

/** A page around its body. Scripts and styles are named without their folder. */
export function layout(page: {
  language: Language;
  title: string;
  styles: string[];
  scripts: string[];
  body: Markup;
}): Promise<string> {
  const { language, title, styles, scripts, body } = page;
  const markup = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="/demo/icon.svg" type="image/svg+xml" />
        ${['palette.css', ...styles].map((name) => html`<link rel="stylesheet" href="/demo/${name}" />`)}
        ${scripts.map((path) => html`<script type="module" src="${path}"></script>`)}
      </head>
      <body>
        ${body}
      </body>
    </html> `;
  return Promise.resolve(markup).then(String);
}

/** Links to the same page in the other languages. */
export function languageLinks(
  language: Language,
  addressIn: (other: Language) => string,
): Markup {
  const { language: label, english, french } = words[language];
  const link = (other: Language, name: string) =>
    html`<a
      href="${addressIn(other)}"
      lang="${other}"
      hreflang="${other}"
      ${other === language ? html`aria-current="true"` : ''}
      >${name}</a
    >`;
  return html`<nav class="choices" aria-label="${label}">
    ${link('en', english)} ${link('fr', french)}
  </nav>`;
}
