import { css } from 'lit';
import { groupIconStyles } from './group-icons.ts';

export const canvasStyles = css`
  ${groupIconStyles}
  :host {
    block-size: 100%;
  }
  .root {
    block-size: 100%;
    container: canvas / inline-size;
  }
  .canvas {
    position: relative;
    block-size: 100%;
    min-block-size: 240px;
    overflow: hidden;
    background: var(--_sunken);
    touch-action: none;
    cursor: grab;
    direction: ltr;
  }
  .canvas.connecting,
  .canvas.connecting * {
    cursor: crosshair;
  }
  .plane {
    position: absolute;
    inset: 0 auto auto 0;
    transform-origin: 0 0;
  }
  .plane > svg {
    position: absolute;
    inset: 0 auto auto 0;
    overflow: visible;
    pointer-events: none;
  }
  .lines path {
    fill: none;
    stroke: var(--_line-strong);
    stroke-width: 1.25;
  }
  .lines path.of-current {
    stroke: var(--_text);
  }
  .lines path.taken {
    stroke: var(--_accent);
    stroke-width: 2.5;
  }
  .lines path.drawn {
    stroke: var(--_accent);
    stroke-dasharray: 5 4;
    stroke-width: 2;
  }
  .card {
    position: absolute;
    inline-size: 216px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    white-space: nowrap;
    font-size: 12.5px;
    line-height: 17px;
    text-align: left;
  }
  .card .name {
    display: grid;
    grid-template-columns: 15px minmax(0, 1fr) auto;
    gap: 0 8px;
    align-items: center;
    inline-size: 100%;
    block-size: 42px;
    padding: 4px 10px;
    border: 0;
    text-align: left;
    cursor: pointer;
  }
  .card .words > * {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .card .what {
    font-size: 11.5px;
    color: var(--_quiet);
  }
  .card .blaze {
    justify-self: center;
    inline-size: 10px;
    block-size: 10px;
  }
  .card.chosen {
    border-color: var(--_accent);
    box-shadow: 0 0 0 1px var(--_accent);
  }
  .card.visited {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  .card.here {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  .card.aim {
    border-color: var(--_accent);
    background: var(--_accent-soft);
  }
  .card .flag {
    padding-inline: 5px;
    border: 1px solid currentColor;
    border-radius: 9px;
    font-size: 11px;
    line-height: 15px;
    font-weight: 600;
  }
  .port {
    position: relative;
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 6px;
    block-size: 22px;
    min-block-size: 0;
    inline-size: 100%;
    padding: 0 12px 0 32px;
    border: 0;
    border-radius: 0;
    font-size: 11.5px;
    line-height: 22px;
    color: var(--_quiet);
    cursor: pointer;
  }
  .port .label {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .port .count {
    margin-inline-end: auto;
    font-variant-numeric: tabular-nums;
    color: var(--_text);
  }
  .port::after {
    content: '';
    position: absolute;
    inset-inline-end: -5px;
    inline-size: 9px;
    block-size: 9px;
    border: 1.5px solid var(--_line-strong);
    border-radius: 50%;
    background: var(--_surface);
  }
  .port.wired::after {
    background: var(--_line-strong);
  }
  .port.taken {
    color: var(--_accent);
    font-weight: 600;
  }
  .port:hover::after,
  .port.drawn::after {
    border-color: var(--_accent);
    background: var(--_accent);
  }
  .set {
    position: absolute;
    inset: -6px auto auto -6px;
    inline-size: 12px;
    block-size: 12px;
    border-radius: 2px;
    background: var(--_mark);
    rotate: 45deg;
  }
  .map {
    position: absolute;
    inset: auto 10px 10px auto;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    cursor: crosshair;
  }
  .map .all {
    fill: var(--_line-strong);
  }
  .map .view {
    fill: color-mix(in oklab, var(--_accent) 14%, transparent);
    stroke: var(--_accent);
    vector-effect: non-scaling-stroke;
  }
  .zoom {
    position: absolute;
    inset: auto auto 10px 10px;
    display: flex;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .zoom button {
    min-inline-size: 30px;
    padding-inline: 8px;
    text-align: center;
  }
  @container canvas (inline-size < 480px) {
    .map {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .set,
    .blaze {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .card.chosen,
    .card.visited {
      border: 3px solid Highlight;
    }
    .lines path {
      stroke: CanvasText;
    }
    .lines path.taken {
      stroke: Highlight;
    }
    .port::after {
      border-color: CanvasText;
    }
    .port.wired::after {
      forced-color-adjust: none;
      background: CanvasText;
    }
  }
`;
