import { css, svg, type SVGTemplateResult } from 'lit';
import type { ActionGroup } from '../../api-client/contract/action-type.ts';

/** One line each, in a square of 16. */
const paths: Readonly<Record<ActionGroup, string>> = {
  tree: 'M8 2v4M8 6 4 10v4M8 6l4 4v4',
  messaging: 'M2 3h12v8H7l-3 3v-3H2z',
  sending: 'M2 8 14 2l-4 12-3-5z',
  distribution:
    'M5.5 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4M1.5 13c0-5 8-5 8 0M11 3.5h3.5M11 8h3.5M12 12.5h2.5',
  cases: 'M2 5h12v8H2zM5.5 5V3h5v2',
  data: 'M2.5 4c0-2.4 11-2.4 11 0v8c0 2.4-11 2.4-11 0zM2.5 4c0 2.4 11 2.4 11 0M2.5 8c0 2.4 11 2.4 11 0',
  time: 'M8 2a6 6 0 1 0 .1 0M8 4.8V8l2.4 1.8',
  interconnection:
    'M6.5 9.5 9.5 6.5M7 5l2-2a2.8 2.8 0 0 1 4 4l-2 2M9 11l-2 2a2.8 2.8 0 0 1-4-4l2-2',
  campaigns: 'M2 6.5v3h2.5L11 13V3L4.5 6.5zM13 6v4',
  survey: 'M3 2h10v12H3zM5.5 5.5l1 1 1.5-2M5.5 10l1 1 1.5-2M10 6h1.5M10 10.5h1.5',
  payment: 'M2 4h12v8.5H2zM2 7h12M4.5 10h3',
};

export const groupIconStyles = css`
  .icon {
    fill: none;
    stroke: var(--_quiet);
    stroke-width: 1.3;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;

/** The picture of an action’s group. */
export const groupIcon = (group: ActionGroup | undefined): SVGTemplateResult =>
  svg`<svg class="icon" viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
    <path d=${paths[group ?? 'tree']}></path>
  </svg>`;
