// The customer's page: a form that begins a conversation, and the conversation.
import { Refused } from './call.js';
import { Conversation } from './conversation.js';
import { MessageList } from './message-list.js';
import { readRemembered } from './remembered.js';

const page = document.querySelector('.chat');
const words = JSON.parse(page.dataset.words);
const part = (id) => document.getElementById(id);
const [begin, talk, compose, text] = ['begin', 'talk', 'compose', 'text'].map(part);

let conversation;
const list = new MessageList(part('log'), part('messages'), words, (choice) => {
  conversation.send({ text: choice.label, choiceId: choice.id });
  text.focus();
});

async function run(next) {
  conversation = next;
  next.addEventListener('change', () => next === conversation && render());
  begin.hidden = true;
  talk.hidden = false;
  render();
  text.focus();
  try {
    await next.start();
  } catch (error) {
    if (error instanceof Refused) showForm(error.message);
    else throw error;
  }
}

function showForm(problem = '') {
  conversation?.close();
  conversation = undefined;
  list.clear();
  talk.hidden = true;
  begin.hidden = false;
  part('problem').textContent = problem;
}

function render() {
  const { state, isOver, entries } = conversation;
  list.show(entries, { open: !isOver });
  part('state').textContent = words[state];
  part('state').className = state === 'connected' ? 'quiet connected' : 'quiet';
  compose.hidden = isOver;
  part('leave').hidden = isOver;
  const again = part('again');
  if (isOver && again.hidden) {
    again.hidden = false;
    if (document.activeElement === document.body || compose.contains(document.activeElement))
      again.focus();
  }
  again.hidden = !isOver;
}

begin.addEventListener('submit', (event) => {
  event.preventDefault();
  const form = new FormData(begin);
  const contact = {};
  for (const field of ['name', 'phone']) {
    const value = form.get(field).trim();
    if (value) contact[field] = value;
  }
  void run(Conversation.begin(page.dataset.channel, contact, form.get('routing')));
});

compose.addEventListener('submit', (event) => {
  event.preventDefault();
  const words = text.value.trim();
  if (words === '') return;
  conversation.send({ text: words });
  text.value = '';
  text.focus();
});

text.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  compose.requestSubmit();
});

part('leave').addEventListener('click', () => void conversation.leave());
part('again').addEventListener('click', () => {
  showForm();
  begin.querySelector('input').focus();
});

const remembered = readRemembered();
if (remembered) void run(new Conversation(remembered));
else showForm();
