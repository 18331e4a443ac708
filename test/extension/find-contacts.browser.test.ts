import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ContactIndex } from '../../extension/find-contacts.ts';
import type { SiteRule } from '../../extension/site-rules.ts';

let place: HTMLElement;

beforeEach(() => {
  place = document.body.appendChild(document.createElement('div'));
});

afterEach(() => place.remove());

const rule: SiteRule = { site: 'crm.example', selector: '.phone', kind: 'any', attribute: '' };

function contactsIn(markup: string, ...rules: SiteRule[]): string[] {
  place.innerHTML = markup;
  const index = new ContactIndex(rules);
  index.look(place);
  return contactsOf(index);
}

const contactsOf = (index: ContactIndex) => index.found().list.map(({ contact }) => contact);

test('links to numbers and addresses are found in their order, each contact once', () => {
  const found = contactsIn(`
    <a href="mailto:nadia@mail.example">Write</a>
    <a href="tel:+33 6 12 34 56 78">Call</a>
    <a href="TEL:+33612345678;ext=3">Call again</a>
    <a href="https://mail.example">+33 1 44 55 66 77</a>`);

  expect(found).toEqual(['nadia@mail.example', '+33612345678']);
});

test('text is read only where a rule says so, and comes before links', () => {
  const markup = `<a href="tel:+33144556677">Support</a><p>06 12 34 56 78</p>
    <p class="phone">Mobile: 06 98 76 54 32</p>`;

  expect(contactsIn(markup)).toEqual(['+33144556677']);
  expect(contactsIn(markup, rule)).toEqual(['0698765432', '+33144556677']);
});

test('a text is read as it stands there: parts of the page are apart, marked letters are not', () => {
  const label = '<span>Phone</span><div>+33 6 12 34 56 78</div><button>Edit</button>';
  const marked = '<b>nadia</b>@<wbr>mail.example, 06 <mark>12</mark> 34 56 78';

  expect(contactsIn(`<section class="phone">${label}</section>`, rule)).toEqual([
    '+33612345678',
  ]);
  expect(contactsIn(`<p class="phone">${marked}</p>`, rule)).toEqual([
    'nadia@mail.example',
    '0612345678',
  ]);
  expect(
    contactsIn('<p class="phone"><style>.x { width: 0612345678px }</style></p>', rule),
  ).toEqual([]);
});

test('fields are read by their value, and an attribute where the rule names one', () => {
  const attribute = { ...rule, selector: 'li', attribute: 'data-number' };

  expect(contactsIn('<input class="phone" value="06 12 34 56 78">', rule)).toEqual([
    '0612345678',
  ]);
  expect(contactsIn('<li data-number="0612345678">06 98</li>', attribute)).toEqual([
    '0612345678',
  ]);
});

test('a password is no contact, whatever a rule says', () => {
  expect(contactsIn('<input class="phone" type="password" value="0612345678">', rule)).toEqual(
    [],
  );
});

test('what nobody sees is not found', () => {
  const call = '<a href="tel:+33612345678">Call</a>';

  expect(contactsIn(`<div hidden>${call}</div>`)).toEqual([]);
  expect(contactsIn(`<div style="visibility: hidden">${call}</div>`)).toEqual([]);
  expect(contactsIn('<input type="hidden" class="phone" value="0612345678">', rule)).toEqual(
    [],
  );
});

test('a rule that cannot be is left out, and the others hold', () => {
  const broken = { ...rule, selector: 'p[' };

  expect(contactsIn('<p class="phone">06 12 34 56 78</p>', broken, rule)).toEqual([
    '0612345678',
  ]);
});

test('a form whose fields are called like its methods is looked through all the same', () => {
  place.innerHTML = `<form><input name="querySelectorAll"><input name="matches">
    <input name="checkVisibility"><a href="tel:+33612345678">Call</a></form>`;
  const index = new ContactIndex([{ ...rule, selector: 'form' }]);

  index.look(place.querySelector('form')!);

  expect(contactsOf(index)).toContain('+33612345678');
});

describe('a page with 5,000 numbers', () => {
  test('is cut to 200, and says so', () => {
    place.innerHTML = Array.from(
      { length: 5_000 },
      (_, index) => `<a href="tel:+336${String(index).padStart(8, '0')}">Call</a>`,
    ).join('');
    const index = new ContactIndex([]);
    index.look(place);

    const { list, isCut } = index.found();

    expect(list).toHaveLength(200);
    expect(isCut).toBe(true);
  });
});

describe('after the page changed', () => {
  test('what left it is found no more', () => {
    place.innerHTML = '<a href="tel:+33612345678">Call</a>';
    const index = new ContactIndex([]);
    index.look(place);

    place.firstChild!.remove();

    expect(contactsOf(index)).toEqual([]);
  });

  test('a new text below an element that a rule names is read', () => {
    place.innerHTML = '<p class="phone"><b><i></i></b></p>';
    const index = new ContactIndex([rule]);
    index.look(place);
    const innermost = place.querySelector('i')!;

    innermost.textContent = '06 12 34 56 78';
    index.lookAbove(innermost);

    expect(contactsOf(index)).toEqual(['0612345678']);
  });

  test('what comes before the others is found before them', () => {
    place.innerHTML = '<a href="tel:+33612345678">Call</a>';
    const index = new ContactIndex([]);
    index.look(place);
    const first = document.createElement('a');
    first.href = 'tel:+33144556677';
    first.textContent = 'Call';

    place.prepend(first);
    index.look(first);

    expect(contactsOf(index)).toEqual(['+33144556677', '+33612345678']);
  });
});

test('the attributes to watch are those that links and rules go by', () => {
  const rules = [
    { ...rule, selector: '[data-field="phone"] > #number .value', attribute: 'data-raw' },
  ];

  expect([...new ContactIndex(rules).attributes].sort()).toEqual([
    'class',
    'data-field',
    'data-raw',
    'href',
    'id',
  ]);
});
