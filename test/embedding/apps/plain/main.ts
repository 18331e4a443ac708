import 'waypost/elements/panel';
import { customers, getToken, server } from '../customers.ts';

const panel = document.querySelector('waypost-panel')!;
const shown = document.querySelector('output')!;
let turn = 0;

panel.addEventListener('waypost-active-interaction-changed', ({ interactionId }) => {
  shown.textContent = interactionId ?? 'none';
});
document.querySelector('button')!.addEventListener('click', () => {
  turn += 1;
  panel.contact = customers[turn % customers.length] ?? '';
});

panel.url = server;
panel.getToken = getToken;
panel.contact = customers[0] ?? '';
