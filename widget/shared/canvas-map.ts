import { html, svg, type TemplateResult } from 'lit';
import { EDITOR_CARD, type EditorLayout } from './editor-layout.ts';

const MAP = { width: 168, height: 104 };

/** The whole plane in small, with what is in view of it; a click goes there. */
export function canvasMap({ width, height, actions }: EditorLayout): TemplateResult {
  const all = [...actions.values()]
    .map(
      (one) => `M${one.x} ${one.y}h${EDITOR_CARD.width}v${one.height}h${-EDITOR_CARD.width}z`,
    )
    .join('');
  return html`<svg
    class="map"
    width=${MAP.width}
    height=${MAP.height}
    viewBox="0 0 ${width} ${height}"
    aria-hidden="true"
  >
    ${svg`<path class="all" d=${all} /><rect class="view" />`}
  </svg>`;
}
