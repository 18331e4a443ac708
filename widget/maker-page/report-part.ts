import { makerPath } from './own-address.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import '../report.ts';
import type { ShownPart } from './parts.ts';

/** The report that the address names behind its #. Figures lead to the Maker’s history. */
export function openReport(client: Waypost): ShownPart {
  const element = document.createElement('waypost-report');
  element.client = client;
  element.historyUrl = `${makerPath}/history#{address}`;
  element.addEventListener('waypost-report-changed', ({ address }) =>
    history.replaceState(null, '', `#${address}`),
  );
  return { element, show: () => (element.address = location.hash.slice(1)) };
}
