/** The messages on the page. A message keeps its place in the document while it is sent: nothing is read out twice. */
export class MessageList {
  #log;
  #list;
  #words;
  #choose;
  #items = new Map();

  constructor(log, list, words, choose) {
    this.#log = log;
    this.#list = list;
    this.#words = words;
    this.#choose = choose;
  }

  clear() {
    this.#items.clear();
    this.#list.replaceChildren();
  }

  /** `open`: the customer may still answer. */
  show(entries, { open }) {
    const atEnd = this.#log.scrollTop + this.#log.clientHeight > this.#log.scrollHeight - 60;
    const before = this.#list.childElementCount;
    for (const [key, item] of this.#items) {
      if (!entries.some((entry) => entry.key === key)) this.#drop(key, item);
    }
    entries.forEach((entry, index) => this.#place(entry, index));
    this.#offer(open ? entries.at(-1) : undefined);
    if (atEnd || this.#list.childElementCount > before)
      this.#log.scrollTop = this.#log.scrollHeight;
  }

  #drop(key, item) {
    item.remove();
    this.#items.delete(key);
  }

  #place(entry, index) {
    const item = this.#items.get(entry.key) ?? this.#create(entry);
    const { progress = 'sent' } = entry;
    item.className = `message ${entry.author} ${progress}`;
    const meta = this.#metaOf(entry);
    const line = item.querySelector('.meta');
    if (line.textContent !== meta) line.textContent = meta;
    const here = this.#list.children[index];
    if (here !== item) this.#list.insertBefore(item, here ?? null);
  }

  #create({ key, author, text }) {
    const item = document.createElement('li');
    item.dataset.key = key;
    item.append(
      element('span', 'unseen', `${this.#nameOf(author)}: `),
      withLinks(element('span', 'text', ''), text),
      element('span', 'meta', ''),
    );
    this.#items.set(key, item);
    return item;
  }

  #nameOf(author) {
    return (
      { customer: this.#words.you, routing: this.#words.us }[author] ?? this.#words.advisor
    );
  }

  #metaOf({ progress, reason, sentAt }) {
    if (progress === 'refused') return `${this.#words.refused}: ${reason}`;
    if (progress) return this.#words[progress];
    return new Date(sentAt).toLocaleTimeString(document.documentElement.lang, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  }

  /** Buttons for the choices of the last message, as long as it is the last. */
  #offer(last) {
    const choices = last?.choices ?? [];
    const item = last && this.#items.get(last.key);
    for (const replies of this.#list.querySelectorAll('.replies')) {
      if (replies.parentElement !== item) replies.remove();
    }
    if (choices.length === 0 || item.querySelector('.replies')) return;
    const replies = element('div', 'replies', '');
    for (const choice of choices) {
      const button = element('button', '', choice.label);
      button.type = 'button';
      button.addEventListener('click', () => this.#choose(choice));
      replies.append(button);
    }
    item.append(replies);
  }
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/** Addresses in a text become links: to a payment, or a survey. They open beside the conversation. */
function withLinks(made, text) {
  for (const piece of text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)) {
    if (!URL.canParse(piece) || !/^https?:/.test(piece)) {
      made.append(piece);
      continue;
    }
    const link = element('a', '', piece);
    link.href = piece;
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
    made.append(link);
  }
  return made;
}
