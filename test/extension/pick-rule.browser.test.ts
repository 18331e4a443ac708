import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pickRule, selectorOf } from '../../extension/pick-rule.ts';

let place: HTMLElement;

beforeEach(() => {
  place = document.body.appendChild(document.createElement('main'));
});

afterEach(() => place.remove());

function pick(markup: string, clicked = '.clicked') {
  place.innerHTML = markup;
  return pickRule(place.querySelector(clicked)!, 'crm.example');
}

test('a click on a number makes a rule that finds it', () => {
  expect(pick('<dd class="clicked" data-field="mobile">06 12 34 56 78</dd>')).toEqual({
    rule: {
      site: 'crm.example',
      selector: 'dd[data-field="mobile"]',
      kind: 'phone',
      attribute: '',
    },
    finds: ['0612345678'],
  });
});

test('a click beside the text of a small part takes what the part holds', () => {
  const picked = pick(
    '<p id="mobile"><b>Mobile</b> <i class="clicked">☎</i> 06 12 34 56 78</p>',
  );

  expect(picked?.rule).toMatchObject({ selector: '#mobile', kind: 'phone' });
});

test('fields and attributes are taken where the text says nothing', () => {
  expect(pick('<input class="clicked" name="email" value="nadia@mail.example">')).toMatchObject(
    {
      rule: { selector: 'input[name="email"]', kind: 'email', attribute: '' },
      finds: ['nadia@mail.example'],
    },
  );
  expect(
    pick('<b class="clicked" itemprop="telephone" data-phone="0612345678">Call</b>'),
  ).toMatchObject({ rule: { selector: 'b[itemprop="telephone"]', attribute: 'data-phone' } });
});

test('where there is no contact, there is no rule', () => {
  expect(pick('<p class="clicked">Nadia Achour</p>')).toBeNull();
});

describe('nothing of the contact gets into the selector', () => {
  test.each([
    [
      'its number',
      '<p class="clicked" id="c-612345678" data-field="tel-61">06 12 34 56 78</p>',
    ],
    [
      'its address',
      '<p class="clicked" id="nadia-card" data-id="achour">nadia.achour@mail.example</p>',
    ],
    ['a key of the row', '<p class="clicked" id="row-4711">06 12 34 56 78</p>'],
  ])('not %s', (_, markup) => {
    const { selector } = pick(markup)!.rule!;

    expect(selector).not.toMatch(/\d{2}|nadia|achour|row/i);
    expect(place.querySelector(selector) ?? document.querySelector(selector)).toBe(
      place.querySelector('.clicked'),
    );
  });
});

test('without any name the place is said, from the nearest name on', () => {
  place.innerHTML = `<section id="details"><div><p>1</p><p class="wanted">2</p></div></section>`;
  const wanted = place.querySelector('.wanted')!;

  const selector = selectorOf(wanted, []);

  expect(selector).toBe('#details > div > p:nth-of-type(2)');
  expect(document.querySelector(selector)).toBe(wanted);
});

test('a role that tells it apart comes before a place', () => {
  place.innerHTML = `<section id="details"><p>1</p><p role="status" class="wanted">2</p></section>`;

  expect(selectorOf(place.querySelector('.wanted')!, [])).toBe('#details > p[role="status"]');
});
