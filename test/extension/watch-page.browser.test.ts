import { afterEach, beforeEach, expect, test } from 'vitest';
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
