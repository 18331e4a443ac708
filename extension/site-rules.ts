import { contactKinds, type ContactKind } from './read-contact.ts';
import { listOf, oneOf, record, ShapeError, text, type Of, type Shape } from './shape.ts';

/** A rule says where the pages of a site show their contact. */
const shape = record({
  /** `crm.example`, or `*.crm.example` for all that lies below it, too. */
  site: text(255),
  /** Which elements. */
  selector: text(1_000),
  kind: oneOf(...contactKinds),
  /** Where it stands: '' for text and the value of a field, else the name of an attribute. */
  attribute: text(100),
});

export type SiteRule = Of<typeof shape>;

export const MOST_RULES = 200;

/** Which part of a rule is wrong. The words for it are the page's. */
export type RuleFault = 'site' | 'selector' | 'attribute';

/** A site by its host alone, whole or with all that lies below it. */
const SITE = /^(\*\.)?([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** What is wrong with a rule, or null. `isSelector` is the browser's word, where there is a document to ask. */
export function faultOf(
  { site, selector, attribute }: SiteRule,
  isSelector: (selector: string) => boolean = () => true,
): RuleFault | null {
  if (!SITE.test(site)) return 'site';
  if (selector.trim() === '' || !isSelector(selector)) return 'selector';
  if (attribute !== '' && !/^[a-z_][\w.:-]*$/i.test(attribute)) return 'attribute';
  return null;
}

export const siteRule: Shape<SiteRule> = (value) => {
  const rule = shape(value);
  if (faultOf(rule) === null) return rule;
  throw new ShapeError('A rule of a site', value);
};

export const siteRules = listOf(siteRule, MOST_RULES);

/** Whether an element can be looked for by this text in this document. */
export function isSelectorHere(selector: string): boolean {
  try {
    document.createDocumentFragment().querySelector(selector);
    return true;
  } catch {
    return false;
  }
}

/** The host that a person means by an address, or by a host with or without `*.`; null for anything else. */
export function readSite(typed: string): string | null {
  const written = typed.trim().toLowerCase();
  const [, below = '', host = ''] = /^(?:[a-z]+:\/\/)?(\*\.)?([^/:?#]+)/.exec(written) ?? [];
  const site = below + host;
  return SITE.test(site) ? site : null;
}

export function isOnSite(host: string, site: string): boolean {
  if (!site.startsWith('*.')) return host === site;
  return host === site.slice(2) || host.endsWith(site.slice(1));
}

/** The rules for one host: a person's own before the presets. */
export function rulesFor(host: string, own: readonly SiteRule[]): SiteRule[] {
  return [...own, ...presets].filter(({ site }) => isOnSite(host, site));
}

const preset = (site: string, kind: ContactKind, selector: string): SiteRule => ({
  site,
  selector,
  kind,
  attribute: '',
});

/** In the head of a record, among its details, and in its form. */
function zohoField(name: string): string {
  return `#headervalue_${name}, #subvalue_${name}, [data-zcqa="${name}" i]`;
}

/**
 * Where common CRMs show the contact of a record. `tel:` and `mailto:` links, which all of them have, need no rule;
 * these name the fields that show text or an input instead.
 */
export const presets: readonly SiteRule[] = [
  ...['*.lightning.force.com', '*.my.salesforce.com'].flatMap((site) => [
    preset(site, 'phone', 'lightning-formatted-phone, [data-target-selection-name$="Phone"]'),
    preset(site, 'email', 'lightning-formatted-email, [data-target-selection-name$="Email"]'),
  ]),
  preset('*.hubspot.com', 'phone', '[data-selenium-test="property-input-phone"]'),
  preset('*.hubspot.com', 'phone', '[data-selenium-test="property-input-mobilephone"]'),
  preset('*.hubspot.com', 'email', '[data-selenium-test="property-input-email"]'),
  preset('*.zendesk.com', 'any', '[data-test-id="customer-context-identities"]'),
  preset('*.zendesk.com', 'email', '[data-test-id="customer-context-email"]'),
  preset('*.zendesk.com', 'phone', '[data-test-id="customer-context-phone"]'),
  preset(
    '*.dynamics.com',
    'phone',
    'input[data-id*="telephone"], input[data-id*="mobilephone"]',
  ),
  preset('*.dynamics.com', 'email', 'input[data-id*="emailaddress"]'),
  preset(
    '*.pipedrive.com',
    'phone',
    '[data-test="phone-label"], [data-test="phone-field"], [data-test="phone-number"]',
  ),
  preset(
    '*.pipedrive.com',
    'email',
    '[data-test="email-label"], [data-test="email-field"], [data-test="email-address"]',
  ),
  ...['*.zoho.com', '*.zoho.eu', '*.zoho.in'].flatMap((site) => [
    ...['PHONE', 'MOBILE'].map((name) => preset(site, 'phone', zohoField(name))),
    preset(site, 'email', zohoField('EMAIL')),
  ]),
  preset(
    '*.odoo.com',
    'phone',
    '.o_field_widget[name="phone"], .o_field_widget[name="mobile"]',
  ),
  preset(
    '*.odoo.com',
    'phone',
    '.o_field_widget[name="phone"] input, .o_field_widget[name="mobile"] input',
  ),
  preset(
    '*.odoo.com',
    'email',
    '.o_field_widget[name^="email"], .o_field_widget[name^="email"] input',
  ),
  preset('*.freshdesk.com', 'phone', '[data-test-id="phone"], [data-test-id="mobile"]'),
  preset('*.freshdesk.com', 'email', '[data-test-id="email"]'),
];
