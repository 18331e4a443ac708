import { beforeEach, describe, expect, test } from 'vitest';
import '../../widget/contact-history.ts';
import '../../widget/interaction.ts';
import '../../widget/script.ts';
import { NetworkError } from '../../api-client/errors.ts';
import { focused, resetPage, settled, text } from './page.ts';
import { answerContact, showPanel } from './panel-page.ts';
import { ScriptedClient } from './scripted-client.ts';

let client: ScriptedClient;

describe('a page that has <waypost-panel>', () => {
  beforeEach(async () => {
    resetPage();
    client = new ScriptedClient();
    await customElements.whenDefined('waypost-interaction');
  });

  test('puts it away, and takes it out as it was', async () => {
    const panel = await showPanel(client);
    await answerContact(client);

    panel.close();
    await settled();
    expect(panel.checkVisibility()).toBe(false);
    panel.open();
    await settled();

    expect(panel.checkVisibility()).toBe(true);
    expect(text()).toContain('Nadia Achour');
  });

  test('may have it away from the beginning', async () => {
    const panel = await showPanel(client, { closed: true });

    expect(panel.checkVisibility()).toBe(false);
  });

  test('brings the keyboard to the first control of what is shown', async () => {
    const panel = await showPanel(client);
    await answerContact(client);

    panel.focus();

    expect(focused()?.checkVisibility()).toBe(true);
    expect(focused()?.closest('.foot')).toBeNull();
    expect(focused()?.matches('button, a, input, [tabindex="0"]')).toBe(true);
  });

  test('is told of an error once, by its kind alone', async () => {
    const panel = await showPanel(client);
    const kinds: unknown[] = [];
    panel.addEventListener('waypost-error', (event) =>
      kinds.push({ ...event, kind: event.kind }),
    );
    const error = new NetworkError('https://waypost.example', 'no answer');

    client.list.tell({ status: 'error', error });
    await settled();
    client.list.tell({ status: 'error', error });
    await settled();

    expect(kinds).toEqual([expect.objectContaining({ kind: 'network' })]);
    expect(JSON.stringify(kinds)).not.toContain('waypost.example');
  });
});
