import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Front } from '../../extension/front.ts';

vi.stubGlobal('chrome', fakeBrowser);
const { ShownContact } = await import('../../extension/on-show.ts');

const front = (tab: number, page: string | null, ...contacts: string[]): Front => ({
  tab,
  site: 'https://crm.example',
  isGranted: true,
  picked: null,
  isUndocked: false,
  page: page === null ? null : { page, contacts, isCut: false },
});

let shown: InstanceType<typeof ShownContact>;

beforeEach(() => {
  shown = new ShownContact();
});

test('nothing is decided before it is known what is in front', () => {
  expect(shown.now).toBeNull();
});

test('the first contact of the page in front is on show, or everyone where there is none', () => {
  shown.bringToFront(front(1, 'a', '0612345678', 'nadia@mail.example'));
  expect(shown.now?.contact).toBe('0612345678');

  shown.bringToFront(front(2, 'b'));
  expect(shown.now?.contact).toBe('');
});

describe('a chosen contact', () => {
  beforeEach(() => {
    shown.bringToFront(front(1, 'a', '0612345678'));
    shown.choose('0698765432');
  });

  test('holds while the same page shows other contacts', () => {
    expect(shown.bringToFront(front(1, 'a', '0144556677'))).toBe(false);
    expect(shown.now?.contact).toBe('0698765432');
  });

  test('holds on pages that show none', () => {
    expect(shown.bringToFront(front(2, null))).toBe(false);
    expect(shown.bringToFront(front(3, 'c'))).toBe(false);
    expect(shown.now?.contact).toBe('0698765432');
  });

  test.each([
    ['the same tab', front(1, 'b', '0144556677')],
    ['another tab', front(2, 'b', '0144556677')],
  ])('gives way to another page with a contact, in %s', (_, next) => {
    expect(shown.bringToFront(next)).toBe(true);
    expect(shown.now?.contact).toBe('0144556677');
  });
});

test('a contact that was chosen before the page was known holds on that page', () => {
  shown.choose('0698765432');

  shown.bringToFront(front(1, null));
  shown.bringToFront(front(1, 'a', '0612345678'));
  expect(shown.now?.contact).toBe('0698765432');
  shown.bringToFront(front(1, 'b', '0612345678'));

  expect(shown.now?.contact).toBe('0612345678');
});

test('everyone is on show until another page comes', () => {
  shown.bringToFront(front(1, 'a', '0612345678'));
  shown.choose('');
  expect(shown.now?.contact).toBe('');

  shown.bringToFront(front(1, 'b', '0612345678'));

  expect(shown.now?.contact).toBe('0612345678');
});
