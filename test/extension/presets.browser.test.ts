import { afterEach, expect, test } from 'vitest';
import { ContactIndex } from '../../extension/find-contacts.ts';
import { rulesFor } from '../../extension/site-rules.ts';

/*
 * Records as common CRMs build them, as far as is known of their pages: names of fields beside values beside buttons, with
 * no space between them.
 */

afterEach(() => document.body.replaceChildren());

const PHONE = '+33612345678';
const MOBILE = '0698765432';
const EMAIL = 'nadia@mail.example';

test.each<[string, string, string[], string]>([
  [
    'Salesforce, a record',
    'acme.lightning.force.com',
    [PHONE, MOBILE, EMAIL],
    `<div data-target-selection-name="sfdc:RecordField.Contact.Phone"><span>Phone</span><div>
      <lightning-formatted-phone>+33 6 12 34 56 78</lightning-formatted-phone></div><button>Edit Phone</button></div>
    <div data-target-selection-name="sfdc:RecordField.Contact.MobilePhone"><span>Mobile</span><div>06 98 76 54 32</div><button>Edit
      Mobile</button></div>
    <div data-target-selection-name="sfdc:RecordField.Contact.Fax"><span>Fax</span><div>01 44 55 66 00</div></div>
    <div data-target-selection-name="sfdc:RecordField.Contact.Email"><span>Email</span><div>${EMAIL}</div><button>Edit Email</button></div>`,
  ],
  [
    'Salesforce, without a space anywhere',
    'acme.my.salesforce.com',
    [PHONE],
    '<div data-target-selection-name="sfdc:RecordField.Contact.Phone"><span>Phone</span><div>+33 6 12 34 56 78</div><button>Edit</button></div>',
  ],
  [
    'HubSpot, a record',
    'app.hubspot.com',
    [PHONE, EMAIL],
    `<div data-selenium-test="property-input-phone"><span><span><span>+33 6 12 34 56 78</span></span></span></div>
    <div data-selenium-test="property-input-email"><span><span><span>${EMAIL}</span></span></span></div>`,
  ],
  [
    'HubSpot, its form',
    'app-eu1.hubspot.com',
    [MOBILE, EMAIL],
    `<input data-selenium-test="property-input-mobilephone" value="06 98 76 54 32">
    <input data-selenium-test="property-input-email" value="${EMAIL}">`,
  ],
  [
    'Zendesk, the customer of a ticket',
    'acme.zendesk.com',
    [EMAIL, PHONE],
    `<div data-test-id="customer-context-identities"><div>Email</div><div>${EMAIL}</div><div>Phone</div><div>+33 6 12 34 56 78</div></div>`,
  ],
  [
    'Dynamics 365, a form',
    'acme.crm4.dynamics.com',
    [PHONE, MOBILE, EMAIL],
    `<input data-id="telephone1.fieldControl-phone-text-input" value="+33 6 12 34 56 78">
    <input data-id="mobilephone.fieldControl-phone-text-input" value="06 98 76 54 32">
    <input data-id="emailaddress1.fieldControl-mail-text-input" value="${EMAIL}">
    <input data-id="jobtitle.fieldControl-text-box-text" value="0612000000">`,
  ],
  [
    'Pipedrive, a person',
    'acme.pipedrive.com',
    [PHONE, EMAIL],
    `<div class="fieldsList"><div><span data-test="phone-label">+33 6 12 34 56 78</span></div><div>Work</div>
    <div><span data-test="email-label">${EMAIL}</span></div></div>`,
  ],
  [
    'Zoho, a record',
    'crm.zoho.eu',
    [MOBILE, PHONE, EMAIL],
    `<div><span id="headervalue_MOBILE">06 98 76 54 32</span></div>
    <div><span id="subvalue_PHONE">+33 6 12 34 56 78</span></div><div><a id="subvalue_EMAIL">${EMAIL}</a></div>`,
  ],
  [
    'Zoho, its form',
    'crm.zoho.com',
    [PHONE],
    '<input data-zcqa="Phone" value="+33 6 12 34 56 78"><input data-zcqa="Fax" value="01 44 55 66 00">',
  ],
  [
    'Odoo, a form that is read',
    'acme.odoo.com',
    [PHONE, EMAIL],
    `<div name="phone" class="o_field_widget o_field_phone"><div><a>+33 6 12 34 56 78</a><a>SMS</a></div></div>
    <div name="email" class="o_field_widget o_field_email"><a>${EMAIL}</a></div>`,
  ],
  [
    'Odoo, a form that is filled in',
    'acme.odoo.com',
    [MOBILE, EMAIL],
    `<div name="mobile" class="o_field_widget o_field_phone"><input type="tel" value="06 98 76 54 32"></div>
    <div name="email_from" class="o_field_widget o_field_email"><input value="${EMAIL}"></div>`,
  ],
  [
    'Freshdesk, the contact of a ticket',
    'acme.freshdesk.com',
    [PHONE, EMAIL],
    `<div data-test-id="phone"><label>Work phone</label><span>+33 6 12 34 56 78</span></div>
    <div data-test-id="email"><label>Email</label><span>${EMAIL}</span></div>`,
  ],
])('%s', (_, host, contacts, markup) => {
  document.body.innerHTML = markup;
  const index = new ContactIndex(rulesFor(host, []));

  index.look(document.body);

  expect(index.found().list.map(({ contact }) => contact)).toEqual(contacts);
});
