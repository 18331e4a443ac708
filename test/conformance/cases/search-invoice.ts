import { expect } from 'vitest';
import { addInvoice } from '../../helpers/invoices.ts';
import type { ConformanceCase } from '../stage.ts';

/** 11.1. */
export const searchInvoiceCases: ConformanceCase[] = [
  {
    action: 'search-invoice',
    branch: 'ok',
    says: 'The invoice is in the variable bill, in the place of all that was there: of several, the oldest or the most recent.',
    async run(stage) {
      const { engine, newReference } = stage;
      const [first, second] = [newReference(), newReference()];
      const customer = { mobile: stage.newMobile(), email: `${first}@example.com` };
      await addInvoice(engine, first, { ...customer, issuedAt: '2026-10-01T09:00:00.000Z' });
      await addInvoice(engine, second, { ...customer, issuedAt: '2026-11-01T09:00:00.000Z' });
      const search = { by: 'mobile', value: `0${customer.mobile.slice(3)}` };
      const variables = { 'bill.number': 'old', 'bill.remark': 'old', 'a.value': first };

      const oldest = { ...search, take: 'oldest' };
      const old = await engine.runAction('search-invoice', oldest, { variables });
      expect(old.variables['bill.number']).toBe(first);
      const byNumber = { by: 'number', value: '{{a.value}}' };
      const numbered = await engine.runAction('search-invoice', byNumber, { variables });
      expect(numbered.variables['bill.number']).toBe(first);

      const newest = { ...search, take: 'most-recent' };
      const done = await engine.runAction('search-invoice', newest, { variables });
      expect(done.variables).toMatchObject({
        'bill.number': second,
        'bill.amount': '19.90',
        'bill.currency': 'EUR',
      });
      expect(done.variables).not.toHaveProperty('bill.remark');
      return done;
    },
  },
  {
    action: 'search-invoice',
    branch: 'not-found',
    says: 'No invoice has the value, and an empty one never matches; the variable bill is cleared.',
    async run(stage) {
      const { engine } = stage;
      await addInvoice(engine, stage.newReference()); // it has neither mobile nor e-mail
      const variables = { 'bill.number': 'old', 'a.value': 'other' };
      const empty = { by: 'email', value: '{{no.value}}' };
      const nothing = await engine.runAction('search-invoice', empty, { variables });
      expect(nothing.branchesOf('it')).toEqual(['not-found']);
      const unknown = { by: 'number', value: 'NO-SUCH-INVOICE' };
      const done = await engine.runAction('search-invoice', unknown, { variables });
      expect(done.reasonOf('it')).not.toBeNull();
      expect(done.variables).toEqual({ 'a.value': 'other' });
      return done;
    },
  },
];
