// The history on a page of its own. The part of the address behind # says what the list shows, and which interaction is open.
import { startWaypost } from '/waypost.js';

const sheet = document.querySelector('.sheet');
const list = document.querySelector('waypost-history');
const one = document.querySelector('waypost-interaction');
const back = document.querySelector('.back');

const client = startWaypost({ url: sheet.dataset.url, getToken });
list.client = client;
one.client = client;

async function getToken() {
  const response = await fetch(sheet.dataset.tokenUrl, { method: 'POST' });
  if (!response.ok) throw new Error(`The page’s server answered ${response.status}.`);
  return (await response.json()).token;
}

/** What the address says: the list's own part, and the interaction. */
function read() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const id = parts.get('interaction') ?? '';
  parts.delete('interaction');
  return { address: parts.toString(), id };
}

function write(address, id) {
  const parts = new URLSearchParams(address);
  if (id) parts.set('interaction', id);
  return `#${parts}`;
}

function show() {
  const { address, id } = read();
  const left = one.interactionId;
  list.address = address;
  list.hidden = !!id;
  one.hidden = back.hidden = !id;
  back.href = write(address, '');
  one.interactionId = id;
  if (id) back.focus();
  else if (left) list.focusRow(left);
}

list.addEventListener('waypost-history-changed', ({ address }) =>
  history.replaceState(history.state, '', write(address, '')),
);
document.addEventListener('waypost-interaction-open', (event) => {
  event.preventDefault();
  history.pushState({ isFromList: true }, '', write(read().address, event.interactionId));
  show();
});
back.addEventListener('click', (event) => {
  event.preventDefault();
  if (history.state?.isFromList) return history.back();
  history.replaceState(null, '', back.href);
  show();
});
addEventListener('popstate', show);
show();
