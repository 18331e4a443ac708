import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MOST_ROOTS } from '../../extension/page-roots.ts';
import type { SiteRule } from '../../extension/site-rules.ts';
import { watchPage, type Shown } from '../../extension/watch-page.ts';

let place: HTMLElement;
let watching: AbortController;
let told: Shown[];

beforeEach(() => {
  place = document.body.appendChild(document.createElement('div'));
  watching = new AbortController();
  told = [];
});

afterEach(() => {
  watching.abort();
  place.remove();
});

const rule: SiteRule = { site: 'crm.example', selector: '.phone', kind: 'any', attribute: '' };

const watch = (...rules: SiteRule[]) =>
  watchPage(rules, (shown) => told.push(shown), watching.signal);

const contacts = () => told.at(-1)?.list.map(({ contact }) => contact);

test('a page without contacts is told as such, once', async () => {
  watch();

  await expect.poll(contacts).toEqual([]);
  expect(told).toHaveLength(1);
});

test('what is put into the page, changed and taken out is told', async () => {
  watch(rule);

  place.innerHTML =
    '<section><a href="tel:+33612345678">Call</a><p class="phone"></p></section>';
  await expect.poll(contacts).toEqual(['+33612345678']);
  place.querySelector('a')!.href = 'tel:+33144556677';
  await expect.poll(contacts).toEqual(['+33144556677']);
  place.querySelector('p')!.append('06 98 76 54 32');
  await expect.poll(contacts).toEqual(['0698765432', '+33144556677']);
  (place.querySelector('p')!.firstChild as Text).data = '06 98 76 54 33';
  await expect.poll(contacts).toEqual(['0698765433', '+33144556677']);
  place.replaceChildren();
  await expect.poll(contacts).toEqual([]);
});

test('what was only hidden is told, too', async () => {
  place.innerHTML = '<a href="tel:+33612345678">Call</a>';
  watch();
  await expect.poll(contacts).toEqual(['+33612345678']);

  place.style.display = 'none';

  await expect.poll(contacts).toEqual([]);
});

test('an element that comes to be named by a rule is read', async () => {
  place.innerHTML = '<p>06 12 34 56 78</p>';
  watch(rule);
  await expect.poll(contacts).toEqual([]);

  place.querySelector('p')!.className = 'phone';

  await expect.poll(contacts).toEqual(['0612345678']);
});

describe('what the page holds in trees of its own', () => {
  const call = (number: string) => `<a href="tel:${number}">Call</a>`;
  /** An element with an open shadow root. */
  const holder = (inside: string): HTMLElement => {
    const host = document.createElement('div');
    host.attachShadow({ mode: 'open' }).innerHTML = inside;
    return host;
  };
  const frame = async (inside: string): Promise<HTMLIFrameElement> => {
    const made = document.createElement('iframe');
    made.srcdoc = inside;
    const loaded = new Promise((resolve) => made.addEventListener('load', resolve));
    place.append(made);
    await loaded;
    return made;
  };

  test('is found in open shadow roots, one in the other, in the order of the page', async () => {
    const outer = holder(`${call('+33600000001')}<section></section>`);
    outer
      .shadowRoot!.querySelector('section')!
      .append(holder(`${call('+33600000002')}<p class="phone">06 00 00 00 09</p>`));
    place.append(outer);
    place.insertAdjacentHTML('beforeend', call('+33600000003'));
    watch(rule);

    await expect
      .poll(contacts)
      .toEqual(['0600000009', '+33600000001', '+33600000002', '+33600000003']);
  });

  test('is followed there as it changes, and let go with its holder', async () => {
    const host = holder('<p></p>');
    place.append(host);
    watch(rule);
    await expect.poll(contacts).toEqual([]);

    host.shadowRoot!.querySelector('p')!.innerHTML = call('+33600000001');
    await expect.poll(contacts).toEqual(['+33600000001']);
    host.shadowRoot!.innerHTML = '<p class="phone">06 00 00 00 02</p>';
    await expect.poll(contacts).toEqual(['0600000002']);
    (host.shadowRoot!.querySelector('p')!.firstChild as Text).data = '06 00 00 00 03';
    await expect.poll(contacts).toEqual(['0600000003']);
    host.remove();

    await expect.poll(contacts).toEqual([]);
  });

  test('is found in a root that comes late', async () => {
    const host = place.appendChild(document.createElement('div'));
    watch();
    await expect.poll(contacts).toEqual([]);

    host.attachShadow({ mode: 'open' }).innerHTML = call('+33600000001');

    await expect.poll(contacts).toEqual(['+33600000001']);
  });

  test('is not found in a closed one', async () => {
    const host = place.appendChild(document.createElement('div'));
    host.attachShadow({ mode: 'closed' }).innerHTML = call('+33600000001');
    place.insertAdjacentHTML('beforeend', call('+33600000002'));
    watch();

    await expect.poll(contacts).toEqual(['+33600000002']);
  });

  test('is found in frames of the same site, with their fields, and followed there', async () => {
    const made = await frame(
      `${call('+33600000001')}<input class="phone" value="06 00 00 00 02">
       <input class="phone" type="password" value="06 00 00 00 03">`,
    );
    watch(rule);
    await expect.poll(contacts).toEqual(['0600000002', '+33600000001']);

    made.contentDocument!.body.innerHTML = call('+33600000004');
    await expect.poll(contacts).toEqual(['+33600000004']);
    made.srcdoc = call('+33600000005');
    await expect.poll(contacts).toEqual(['+33600000005']);
    made.style.display = 'none';
    await expect.poll(contacts).toEqual([]);
  });

  test('is let go with its frame', async () => {
    const made = await frame(call('+33600000001'));
    watch();
    await expect.poll(contacts).toEqual(['+33600000001']);

    made.remove();

    await expect.poll(contacts).toEqual([]);
  });

  test('is looked into as far as so many roots', async () => {
    for (let index = 0; index < MOST_ROOTS + 5; index++) place.append(holder('<p></p>'));
    place.append(holder(call('+33600000001')));
    place.insertAdjacentHTML('beforeend', call('+33600000002'));
    watch();

    await expect.poll(contacts).toEqual(['+33600000002']);
  });
});

test('changes that show no other contact are not told', async () => {
  place.innerHTML = '<a href="tel:+33612345678">Call</a><p></p>';
  const { lookAgain } = watch();
  await expect.poll(contacts).toEqual(['+33612345678']);

  for (let times = 0; times < 2_000; times++) place.querySelector('p')!.append(String(times));
  lookAgain();
  place.insertAdjacentHTML('beforeend', '<a href="mailto:nadia@mail.example">Write</a>');

  await expect.poll(contacts).toEqual(['+33612345678', 'nadia@mail.example']);
  expect(told).toHaveLength(2);
});

test('nothing is told after the signal aborted', async () => {
  watch();
  await expect.poll(contacts).toEqual([]);

  watching.abort();
  place.innerHTML = '<a href="tel:+33612345678">Call</a>';
  // Another watch sees it: had the first one gone on, it would have, too.
  const others: Shown[] = [];
  const other = new AbortController();
  watchPage([], (shown) => others.push(shown), other.signal);
  await expect.poll(() => others.length).toBe(1);
  other.abort();

  expect(contacts()).toEqual([]);
});

test('whoever finds before a look that it is over ends it, also at a change by another', async () => {
  let isOver = false;
  const end = () => {
    if (isOver) watching.abort();
  };
  watchPage([], (shown) => told.push(shown), watching.signal, end);
  await expect.poll(contacts).toEqual([]);

  isOver = true;
  place.append('a change');

  await expect.poll(() => watching.signal.aborted).toBe(true);
});
