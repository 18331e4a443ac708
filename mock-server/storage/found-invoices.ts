import type { Db } from './database.ts';
import type { InteractionKey } from './held-interaction.ts';

/** Remembers that the interaction has to do with an invoice. */
export async function rememberInvoice(
  tx: Db,
  { organisationId, interactionId }: InteractionKey,
  invoiceId: string,
  at: Date,
): Promise<void> {
  await tx
    .insertInto('interaction_invoices')
    .values({
      organisation_id: organisationId,
      interaction_id: interactionId,
      invoice_id: invoiceId,
      found_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
