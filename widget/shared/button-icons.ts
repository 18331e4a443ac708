import { svg, html, type TemplateResult } from 'lit';
import type { InteractionButton } from '../../api-client/contract/interaction-buttons.ts';

/** Pictures of 16 by 16, drawn by their lines. */
const lines: Record<InteractionButton['icon'], string> = {
  link: 'M6.5 9.5l3-3M7 4.5l1.5-1.5a3 3 0 0 1 4.5 4.5L11.5 9M9 11.5L7.500 13A3 3 0 0 1 3 8.500L4.500 7',
  cart: 'M1.500 2.500h2l1.800 7.500h7l1.700-5.500H4.300M6.500 13.500h.01M11.500 13.500h.01',
  parcel: 'M2 5l6-3 6 3v6l-6 3-6-3zM2 5l6 3 6-3M8 8v6',
  phone:
    'M3 2.500h2.500l1 3-1.500 1.500a8 8 0 0 0 4 4l1.500-1.500 3 1V13c0 .6-.4 1-1 1A10.500 10.500 0 0 1 2 3.500c0-.6.4-1 1-1z',
  mail: 'M2 3.500h12v9H2zM2 4.500l6 4.500 6-4.500',
  message: 'M2 3h12v8H7l-3.500 2.800V11H2z',
  calendar: 'M2.500 3.500h11v10h-11zM2.500 6.500h11M5.500 2v3M10.500 2v3',
  document: 'M4 2h5.500L12.500 5v9H4zM9.500 2v3h3M6 8h4.500M6 10.500h4.500',
  card: 'M2 3.500h12v9H2zM2 6.500h12M4.500 10h3',
  person:
    'M8 8a2.800 2.800 0 1 0 0-5.600A2.800 2.800 0 0 0 8 8zM2.800 14a5.200 5.200 0 0 1 10.400 0',
  search: 'M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9zM10.500 10.500l3.500 3.500',
  star: 'M8 2l1.800 3.900 4.200.5-3.100 2.900.8 4.200L8 11.400l-3.700 2.100.8-4.200L2 6.400l4.200-.5z',
  warning: 'M8 2.500l6.200 11H1.800zM8 6.500v3.200M8 11.700h.01',
  tool: 'M13.800 4.200a3.500 3.500 0 0 1-4.700 4.300L4 13.600 2.400 12l5.100-5.100a3.500 3.500 0 0 1 4.300-4.700L9.600 4.400l.4 1.600 1.600.4z',
};

export const buttonIcon = (icon: InteractionButton['icon']): TemplateResult =>
  html`<svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
    ${svg`<path d=${lines[icon] ?? lines.link} fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" />`}
  </svg>`;
