import { msg } from '@lit/localize';
import type { Waypost } from '../../api-client/waypost.ts';
import '../history.ts';
import '../interaction.ts';
import type { ShownPart } from './parts.ts';

/** The history that the address names behind its #, or the interaction of it that is open. */
export function openHistoryPart(client: Waypost): ShownPart {
  const element = document.createElement('div');
  const back = document.createElement('a');
  back.className = 'back';
  back.textContent = `‹ ${msg('All interactions')}`;
  const [list, one] = [
    document.createElement('waypost-history'),
    document.createElement('waypost-interaction'),
  ];
  list.client = one.client = client;
  element.append(back, list, one);
  const show = () => {
    const { address, id } = read();
    const left = one.interactionId;
    list.address = address;
    list.hidden = id !== '';
    one.hidden = back.hidden = id === '';
    back.href = write(address, '');
    one.interactionId = id;
    if (left && !id) void list.focusRow(left);
  };
  list.addEventListener('waypost-history-changed', ({ address }) =>
    history.replaceState(null, '', write(address, '')),
  );
  element.addEventListener('waypost-interaction-open', (event) => {
    event.preventDefault();
    history.pushState(null, '', write(read().address, event.interactionId));
    show();
  });
  return { element, show };
}

function read(): { address: string; id: string } {
  const parts = new URLSearchParams(location.hash.slice(1));
  const id = parts.get('interaction') ?? '';
  parts.delete('interaction');
  return { address: parts.toString(), id };
}

function write(address: string, id: string): string {
  const parts = new URLSearchParams(address);
  if (id) parts.set('interaction', id);
  return `#${parts}`;
}
