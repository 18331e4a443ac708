import type { NewId } from '../storage/ids.ts';
import type { Db } from '../storage/database.ts';
import { importInvoices, type ReadInvoice } from '../storage/invoices.ts';
import { FIRST_CONTACT } from './organisation.ts';

const DAY_MS = 86_400_000;

/** Some invoices of the customer whom the demo's pages begin with: one is paid, two are open. */
export async function makeInvoices(
  tx: Db,
  { organisationId, now, newId }: { organisationId: string; now: Date; newId: NewId },
): Promise<void> {
  const invoice = (
    number: string,
    daysAgo: number,
    changes: Pick<ReadInvoice, 'amount' | 'name' | 'state'>,
  ): ReadInvoice => ({
    number,
    customerNumber: 'C-1024',
    contactName: FIRST_CONTACT.name,
    mobile: FIRST_CONTACT.phone,
    landline: null,
    email: FIRST_CONTACT.email,
    currency: 'EUR',
    dueOn: new Date(now.getTime() + (30 - daysAgo) * DAY_MS).toISOString().slice(0, 10),
    issuedAt: new Date(now.getTime() - daysAgo * DAY_MS).toISOString(),
    reference: `ORDER-${number}`,
    ...changes,
  });
  await importInvoices(tx, { organisationId, now, newId }, [
    invoice('2026-0101', 60, { amount: 12_900, name: 'Armchair', state: 'paid' }),
    invoice('2026-0142', 12, { amount: 4990, name: 'Lamp', state: 'open' }),
    invoice('2026-0155', 3, { amount: 1990, name: 'Cushion', state: 'open' }),
  ]);
}
