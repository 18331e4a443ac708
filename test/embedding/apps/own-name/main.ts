import { WaypostPanel } from 'waypost/classes/panel';
import { customers, getToken, server } from '../customers.ts';

/** The panel as this application has it: under a name of its own, and with a server that it knows. */
class CrmPanel extends WaypostPanel {
  override url = server;
  override getToken = getToken;
}

customElements.define('crm-panel', CrmPanel);

const panel = document.querySelector<CrmPanel>('crm-panel')!;
panel.contact = customers[0] ?? '';
