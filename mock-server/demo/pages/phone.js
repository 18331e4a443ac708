// The phone of a WhatsApp customer: what the channel delivered, and what was typed or tapped.
import { call, Refused } from './call.js';
import { MessageList } from './message-list.js';

const LOOK_AGAIN_MS = 1000;

const page = document.querySelector('.chat');
const words = JSON.parse(page.dataset.words);
const part = (id) => document.getElementById(id);
const [compose, text] = ['compose', 'text'].map(part);
const { signal } = new AbortController();

let delivered = [];
const typed = [];
const list = new MessageList(part('log'), part('messages'), words, (choice) => {
  void send({ choiceId: choice.id }, choice.label);
  text.focus();
});

async function look() {
  const { messages } = await call('/demo/phone/messages', {
    signal,
    onTrouble: () => say('reconnecting'),
  });
  delivered = messages;
  say('connected');
  render();
}

/** Once more and again, while somebody looks. */
async function goOnLooking() {
  for (;;) {
    if (!document.hidden) await look();
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

async function send(content, shown) {
  const key = crypto.randomUUID();
  const entry = { key, author: 'customer', text: shown, choices: [], progress: 'sending' };
  typed.push(entry);
  render();
  try {
    await call('/demo/phone/messages', {
      method: 'POST',
      body: { key, ...content },
      signal,
      onTrouble: () => {
        entry.progress = 'waiting';
        render();
      },
    });
    await look();
    typed.splice(typed.indexOf(entry), 1);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    Object.assign(entry, { progress: 'refused', reason: error.message });
  }
  render();
}

function render() {
  const known = new Set(delivered.map(({ key }) => key));
  const entries = [...delivered, ...typed.filter(({ key }) => !known.has(key))];
  list.show(entries, { open: true });
  part('empty').hidden = entries.length > 0;
}

function say(state) {
  if (part('state').textContent === words[state]) return;
  part('state').textContent = words[state];
  part('state').className = state === 'connected' ? 'quiet connected' : 'quiet';
}

compose.addEventListener('submit', (event) => {
  event.preventDefault();
  const said = text.value.trim();
  if (said === '') return;
  void send({ text: said }, said);
  text.value = '';
  text.focus();
});

text.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  compose.requestSubmit();
});

compose.hidden = false;
say('connecting');
void goOnLooking();
