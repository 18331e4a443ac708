import { msg } from '@lit/localize';
import { css, html, nothing, svg, type TemplateResult } from 'lit';
import type { PathRouting } from '../../api-client/contract/interaction-routings.ts';
import type { TakenPath } from './taken-path.ts';
import { CARD } from './tree-card.ts';
import type { PlacedBranch, Point, TreeLayout } from './tree-layout.ts';

export const pictureStyles = css`
  .picture {
    position: relative;
    block-size: min(520px, 70vh);
    overflow: hidden;
    border-block: 1px solid var(--_line);
    background: var(--_sunken);
    touch-action: none;
    cursor: grab;
    direction: ltr;
  }
  .picture:focus-visible {
    outline-offset: -3px;
    box-shadow: none;
  }
  .plane {
    position: absolute;
    inset: 0 auto auto 0;
    transform-origin: 0 0;
  }
  .plane svg {
    position: absolute;
    inset: 0;
    overflow: visible;
  }
  .plane path {
    fill: none;
    stroke: var(--_line-strong);
    stroke-width: 1;
  }
  .plane path.taken {
    stroke: var(--_accent);
    stroke-width: 2.5;
  }
  .plane circle {
    fill: var(--_surface);
    stroke: var(--_line-strong);
  }
  .plane text {
    font: 11px var(--_font);
    fill: var(--_quiet);
    text-anchor: middle;
    paint-order: stroke;
    stroke: var(--_sunken);
    stroke-width: 4px;
  }
  .plane text.taken {
    fill: var(--_accent);
    font-weight: 600;
  }
  .card {
    position: absolute;
    inline-size: 176px;
    block-size: 46px;
    padding: 4px 10px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: hidden;
    white-space: nowrap;
    font-size: 12px;
    line-height: 18px;
  }
  .card > * {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .card.visited {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  .card.current {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  .diamond {
    position: absolute;
    inline-size: 13px;
    block-size: 13px;
    border-radius: 2px;
    background: var(--_mark);
    rotate: 45deg;
  }
  @media (forced-colors: active) {
    .diamond {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .card.visited {
      border: 3px solid Highlight;
    }
    .plane :is(path, circle) {
      stroke: CanvasText;
    }
    .plane path.taken {
      stroke: Highlight;
    }
    .plane text,
    .plane text.taken {
      fill: CanvasText;
      stroke: Canvas;
    }
  }
`;

/** The tree with the path on it. What reads the page aloud has the list instead. */
export function treePicture(
  { actions }: PathRouting,
  path: TakenPath,
  { width, height, actions: places, branches }: TreeLayout,
): TemplateResult {
  const named = new Map(actions.map((action) => [action.id, action]));
  return html`<svg width=${width} height=${height}>
      ${branches.map((one) => line(one, path))}
    </svg>
    ${places.map(({ id, x, y }) => {
      const action = named.get(id);
      const marks = path.checkpoints.get(id) ?? [];
      const state = `${path.visited.has(id) ? 'visited' : ''} ${id === path.current ? 'current' : ''}`;
      return html`<div
          class="card ${state}"
          .style=${placeOf({ x, y })}
          title=${action?.name ?? id}
        >
          <b>${action?.name ?? id}</b>
          <span class="quiet"
            >${id === path.current ? msg('Here now') : (action?.title ?? action?.type)}</span
          >
        </div>
        ${
          marks.length > 0
            ? html`<div
                class="diamond"
                .style=${placeOf({ x: x + CARD.width - 8, y: y - 6 })}
                title=${marks.map(({ name }) => name).join('\n')}
              ></div>`
            : nothing
        }`;
    })}`;
}

/** Set as a property: a page may forbid style attributes. */
const placeOf = ({ x, y }: Point): string => `left:${x}px;top:${y}px`;

function line({ source, key, label, target, points, at }: PlacedBranch, path: TakenPath) {
  const isTaken = path.taken.has(`${source} ${key}`);
  const state = isTaken ? 'taken' : '';
  const end = points.at(-1);
  const short = label.length > 24 ? `${label.slice(0, 23)}…` : label;
  return svg`<path class=${state} d=${curve(points)} />
    ${target === null && end ? svg`<circle cx=${end.x} cy=${end.y + 4} r="4" />` : nothing}
    ${at ? svg`<text class=${state} x=${at.x} y=${at.y + 4}>${short}</text>` : nothing}`;
}

/** Through the middles between the points, so that no corner is sharp. */
function curve(points: readonly Point[]): string {
  const [first, ...others] = points;
  if (!first) return '';
  const last = others.at(-1) ?? first;
  const parts = others.slice(0, -1).map((point, index) => {
    const next = others[index + 1] ?? last;
    const isEnd = index === others.length - 2;
    const to = isEnd ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${point.x},${point.y} ${to.x},${to.y}`;
  });
  const straight = parts.length === 0 ? `L${last.x},${last.y}` : '';
  return `M${first.x},${first.y}${parts.join('')}${straight}`;
}
