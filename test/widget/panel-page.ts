import type { WaypostPanel } from '../../widget/panel.ts';
import { settled, show } from './page.ts';
import { data, dissuaded, historyOf, interaction, ZONE } from './samples.ts';
import type { ScriptedClient } from './scripted-client.ts';

export const PHONE = '+33612345678';

/** A panel that shows a contact by a client that says what a test has it say. */
export const showPanel = (
  client: ScriptedClient,
  properties: Partial<WaypostPanel> = {},
): Promise<WaypostPanel> =>
  show('waypost-panel', {
    client: client.asWaypost,
    contact: PHONE,
    timeZone: ZONE,
    ...properties,
  });

/** The contact's interactions arrive, and the live one with its conversation. */
export async function answerContact(client: ScriptedClient): Promise<void> {
  client.list.tell({
    status: 'live',
    data: historyOf([interaction(), dissuaded]),
  });
  client.interaction('live').tell({ status: 'live', data });
  client
    .interaction('dissuaded')
    .tell({ status: 'live', data: { interaction: dissuaded, messages: [] } });
  await settled();
}
