import { describe, expect, test } from 'vitest';
import {
  faultOf,
  isOnSite,
  presets,
  readSite,
  rulesFor,
  siteRule,
  siteRules,
  type SiteRule,
} from '../../extension/site-rules.ts';

const rule: SiteRule = { site: 'crm.example', selector: '.phone', kind: 'any', attribute: '' };

test('a rule of a site is taken as it is', () => {
  expect(siteRule({ ...rule, attribute: 'data-phone' })).toEqual({
    ...rule,
    attribute: 'data-phone',
  });
});

test.each([
  ['an address for a site', { ...rule, site: 'https://crm.example/' }],
  ['every site', { ...rule, site: '*' }],
  ['no elements', { ...rule, selector: '  ' }],
  ['an attribute that cannot be', { ...rule, attribute: 'on load' }],
  ['a kind that is none', { ...rule, kind: 'name' }],
  ['a field too many', { ...rule, run: 'alert(1)' }],
])('a rule with %s is refused', (_, value) => {
  expect(() => siteRule(value)).toThrow();
});

test('what is wrong is told by its part, and the browser has its word about the selector', () => {
  expect(faultOf({ ...rule, site: 'crm..example' })).toBe('site');
  expect(faultOf(rule, () => false)).toBe('selector');
  expect(faultOf({ ...rule, attribute: '1' })).toBe('attribute');
  expect(faultOf(rule)).toBeNull();
});

test('far too many rules are refused', () => {
  expect(() => siteRules(Array.from({ length: 201 }, () => rule))).toThrow();
});

test.each([
  ['https://CRM.example/contacts/7?tab=1', 'crm.example'],
  ['crm.example:8443', 'crm.example'],
  [' *.crm.example ', '*.crm.example'],
  ['localhost', 'localhost'],
  ['127.0.0.1', '127.0.0.1'],
  ['my crm', null],
  ['*', null],
  ['', null],
])('by ‘%s’ the site %s is meant', (typed, site) => {
  expect(readSite(typed)).toBe(site);
});

test('a site with a star is all that lies below it, and itself', () => {
  expect(isOnSite('acme.crm.example', '*.crm.example')).toBe(true);
  expect(isOnSite('crm.example', '*.crm.example')).toBe(true);
  expect(isOnSite('evilcrm.example', '*.crm.example')).toBe(false);
  expect(isOnSite('acme.crm.example', 'crm.example')).toBe(false);
});

describe('presets', () => {
  test('are sound rules', () => {
    expect(siteRules([...presets])).toEqual(presets);
  });

  test.each([
    'acme.lightning.force.com',
    'app.hubspot.com',
    'acme.zendesk.com',
    'acme.crm4.dynamics.com',
    'acme.pipedrive.com',
    'crm.zoho.eu',
    'acme.odoo.com',
    'acme.freshdesk.com',
  ])('are there for numbers and addresses on %s, behind a person’s own', (host) => {
    const own = { ...rule, site: host };

    const rules = rulesFor(host, [own]);

    expect(rules[0]).toEqual(own);
    const kinds = new Set(rules.slice(1).map(({ kind }) => kind));
    expect(kinds).toContain('phone');
    expect(kinds).toContain('email');
  });

  test('are for no other site', () => {
    expect(rulesFor('zendesk.com.evil.example', [])).toEqual([]);
  });
});
