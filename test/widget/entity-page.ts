import { expect } from 'vitest';
import { createWaypost } from '../../api-client/client.ts';
import type { Session } from '../../api-client/contract/session.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import type { InPageServer } from '../../mock-server/browser/start.ts';
import type { WaypostEntitySettings } from '../../widget/entity-settings.ts';
import { all, one, show, text } from './page.ts';

/* The settings of entities on a page, with the whole server in it. */

const clients: Waypost[] = [];

export function clientOf(server: InPageServer, username = 'admin'): Waypost {
  const getToken = async () => {
    const response = await server.app.request('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: 'waypost' }),
    });
    return ((await response.json()) as Session).accessToken;
  };
  const client = createWaypost({ url: server.url, getToken, cache: false, realtime: false });
  clients.push(client);
  return client;
}

export async function showSettings(
  server: InPageServer,
  kind: string,
  {
    username = 'admin',
    width = 900,
    ...properties
  }: Partial<WaypostEntitySettings> & { username?: string; width?: number } = {},
): Promise<Waypost> {
  const client = clientOf(server, username);
  await show('waypost-entity-settings', { client, kind, ...properties }, width);
  return client;
}

export function cleanPage(): void {
  localStorage.clear();
  sessionStorage.clear();
  document.documentElement.lang = 'en';
}

export function leavePage(): void {
  document.body.replaceChildren();
  clients.splice(0).forEach((client) => client.close());
}

export const element = (): WaypostEntitySettings =>
  document.querySelector('waypost-entity-settings')!;
export const deep = (selector: string): HTMLElement[] => [
  ...element().renderRoot.querySelectorAll<HTMLElement>(selector),
];
export const dialog = (): HTMLElement => deep('dialog[open]')[0] ?? document.createElement('p');
export const names = (): string[] => deep('tbody tr th button').map((button) => text(button));
export const told = (): string => text(deep('.told')[0]);
export const field = (name: string): HTMLInputElement =>
  deep(`dialog[open] [name='${name}']`)[0] as HTMLInputElement;
export const form = () => dialog().querySelector('waypost-schema-form')!;
export const inForm = (id: string): HTMLInputElement =>
  form().renderRoot.querySelector<HTMLInputElement>(`#${CSS.escape(`field-${id}`)}`)!;

export function fill(values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) {
    field(name).value = value;
    field(name).dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }
}

export async function formThere(): Promise<void> {
  // The first one may come with much that was not loaded yet.
  await expect.poll(form, { timeout: 30_000 }).toBeTruthy();
  await form().updateComplete;
}

/** The only one of a role with that name, once it is there. */
export async function found(role: string, name: string | RegExp): Promise<HTMLElement> {
  await expect.poll(() => all(role, name)).toHaveLength(1);
  return one(role, name);
}
