import { importInvoices, type ReadInvoice } from '../../mock-server/storage/invoices.ts';
import type { EngineRun } from './engine-run.ts';

/** Adds an invoice of 19.90 EUR. Gives its id. */
export async function addInvoice(
  engine: EngineRun,
  number: string,
  changes: Partial<ReadInvoice> = {},
): Promise<string> {
  const { db, now, organisationId, services } = engine;
  const draft: ReadInvoice = {
    number,
    customerNumber: null,
    contactName: null,
    mobile: null,
    landline: null,
    email: null,
    amount: 1990,
    currency: 'EUR',
    dueOn: null,
    issuedAt: '2026-11-01T09:00:00.000Z',
    state: 'open',
    name: '',
    reference: '',
    ...changes,
  };
  await importInvoices(db, { organisationId, now, newId: services.newId }, [draft]);
  return (await readInvoice(engine, number)).id;
}

export function readInvoice({ db, organisationId }: EngineRun, number: string) {
  return db
    .selectFrom('invoices')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
}
