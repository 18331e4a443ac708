import { html, nothing, render, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { createWaypost } from '../../api-client/client.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import '../index.ts';
import { knobBar, readKnobs, turnPage, type Knobs } from './knobs.ts';
import { startLiveServer, type LiveServer } from './live-server.ts';
import { states, type ElementTag } from './states.ts';

const bar = document.querySelector<HTMLElement>('#knobs')!; // both are in index.html
const gallery = document.querySelector<HTMLElement>('#gallery')!;

let knobs = readKnobs();
let server: LiveServer | Error | undefined;
let client: Waypost | undefined;
let isOffline = false;
/** Elements take their language when they are connected: a turned knob makes them anew. */
let turns = 0;

function turned(next: Knobs): void {
  knobs = next;
  turns++;
  sections.clear();
  turnPage(knobs);
  show();
}

function show(): void {
  render(knobBar(knobs, turned), bar);
  const tags = Object.keys(states) as ElementTag[];
  render(
    keyed(
      turns,
      html`${isShown('live') ? live() : nothing}
      ${tags.filter((tag) => isShown(tag.slice('waypost-'.length))).map(section)}`,
    ),
    gallery,
  );
}

const isShown = (what: string): boolean => knobs.show === 'everything' || knobs.show === what;
const width = (): string => (knobs.width === 'full' ? '100%' : `${knobs.width}px`);

/** The elements of each section, until a knob is turned. */
const sections = new Map<ElementTag, TemplateResult>();

function section(tag: ElementTag): TemplateResult {
  const made = sections.get(tag) ?? makeSection(tag);
  sections.set(tag, made);
  return made;
}

function makeSection(tag: ElementTag): TemplateResult {
  return html`<section>
    <h2><code>&lt;${tag}&gt;</code></h2>
    <div class="states">
      ${Object.entries(states[tag]).map(([state, properties]) => {
        const element = Object.assign(document.createElement(tag), properties(knobs.data));
        return framed(state, element);
      })}
    </div>
  </section>`;
}

function framed(state: string, element: HTMLElement): TemplateResult {
  const tag = element.localName;
  const kind =
    tag === 'waypost-panel' ? 'bare' : tag === 'waypost-checkpoint-chips' ? 'padded' : '';
  if (tag.startsWith('waypost-history')) element.classList.add('tall');
  if (tag === 'waypost-panel') {
    element.classList.add('tall');
    element.setAttribute('density', knobs.density);
  }
  return html`<article style="inline-size: ${width()}">
    <h3>${state}</h3>
    <div class="frame ${kind}">${element}</div>
  </article>`;
}

function live(): TemplateResult {
  return html`<section>
    <h2>Live: the whole server in this page, with customers who come by themselves</h2>
    <div class="server">${controls()}</div>
    <div class="states">${livePanels()}</div>
  </section>`;
}

function controls(): TemplateResult {
  if (server instanceof Error) {
    return html`<p role="alert">The server in this page did not start: ${server.message}</p>`;
  }
  if (!server) return html`<p role="status">The server in this page is starting…</p>`;
  const { startedIn, customerActs } = server;
  return html`<button @click=${() => void customerActs()}>Nadia Achour says something</button>
    <button @click=${cutOrMend}>${isOffline ? 'Mend the network' : 'Cut the network'}</button>
    <p role="status">
      ${isOffline ? 'The network is cut.' : `Up after ${(startedIn / 1000).toFixed(1)} s.`}
      Everything is forgotten when this page is closed.
    </p>`;
}

let panels: { turn: number; elements: Map<string, HTMLElement> } | undefined;

function livePanels(): TemplateResult[] {
  if (!server || server instanceof Error) return [];
  if (panels?.turn !== turns) {
    client ??= createWaypost({ url: server.url, getToken: server.getToken });
    const panel = (contact: string) =>
      Object.assign(document.createElement('waypost-panel'), { client, contact });
    const elements = new Map<string, HTMLElement>([
      ['one customer', panel(server.contact)],
      ['everyone', panel('')],
    ]);
    panels = { turn: turns, elements };
  }
  return [...panels.elements].map(([state, element]) => framed(state, element));
}

function cutOrMend(): void {
  if (!server || server instanceof Error) return;
  isOffline = !isOffline;
  if (isOffline) server.goOffline();
  else server.goOnline();
  show();
}

turned(knobs);
try {
  server = await startLiveServer();
} catch (error) {
  server = error as Error;
}
show();
