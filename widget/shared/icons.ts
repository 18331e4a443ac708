import { html, type TemplateResult } from 'lit';

const icon = (path: string): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
    <path d=${path}></path>
  </svg>`;

/** Small pictures for buttons; each stands beside a word, or its button has a name. */
export const phoneIcon = icon(
  'M4.2 2 6 5.2 4.9 6.6c.9 2 2.5 3.6 4.5 4.5l1.4-1.1L14 11.8v2c0 .4-.4.7-.8.7C7 14 2 9 1.5 2.8c0-.4.3-.8.7-.8z',
);
export const smsIcon = icon('M2 3h12v8H7l-3 3v-3H2zM4.5 6h7M4.5 8.5h4.5');
export const mailIcon = icon('M1.8 3.5h12.4v9H1.8zM2 4l6 5 6-5');
export const cardIcon = icon(
  'M2 3h12v10H2zM4.5 10.6c.3-1.6 3.2-1.6 3.5 0M6.2 7.4a1.1 1.1 0 1 0 .1 0M10 6.5h2.5M10 9h2.5',
);
export const filterIcon = icon('M2 4h12M4.5 8h7M7 12h2');
export const columnsIcon = icon('M2 3h12v10H2zM6 3v10M10 3v10');
export const viewsIcon = icon('M4 2h8v12L8 11l-4 3z');
export const exportIcon = icon('M8 2v8M5 7l3 3 3-3M2.5 13.5h11');
export const importIcon = icon('M8 10V2M5 5l3-3 3 3M2.5 13.5h11');
export const duplicateIcon = icon('M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3');
