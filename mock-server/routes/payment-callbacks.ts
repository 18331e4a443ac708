import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { PaymentModuleDefinition } from '../../api-client/contract/entities/payment-module.ts';
import { isSignedBy, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../access/signatures.ts';
import { settlePayment } from '../payments/settle-payment.ts';
import { invalidField, notFound, Refusal } from '../refusal.ts';
import { paymentOutcomes } from '../routing/payments.ts';
import type { Services } from '../services.ts';
import { readPayment } from '../storage/payment-states.ts';
import { readSecret } from '../storage/secrets.ts';
import { parseJsonBody, readBodyText } from './body.ts';
import { inputMessage } from '../input-message.ts';
import { fieldErrors, sentenceOf } from './field-errors.ts';
import { limitWrongSignatures } from './limits.ts';

const LARGEST_BODY = 64 * 1024;

/** How a provider tells that a payment ended. Fields that we do not know are the provider’s own business. */
const Callback = z.object({
  payment: z.uuid().toLowerCase(),
  outcome: z.enum(paymentOutcomes),
  amount: z.int(),
  currency: z.string().max(10),
});

/** Where providers tell how payments ended. The signature is of the bytes, so the body is read here and not parsed before. */
export function addPaymentCallbacks(
  app: Hono,
  services: Services,
  addressOf: (context: Context) => string,
): void {
  app.post('/api/payments/:moduleId/callbacks', async (context) => {
    const body = await readBodyText(context.req.raw, LARGEST_BODY);
    const moduleId = context.req.param('moduleId').toLowerCase();
    const organisationId = await readSender(context, services, moduleId, body);
    if (organisationId === undefined) {
      await limitWrongSignatures(addressOf(context));
      throw new Refusal(
        'signed-out',
        'The call is not signed with this payment module’s secret, or its timestamp is more than five minutes off.',
      );
    }
    await takeCallback(services, { organisationId, moduleId }, parse(parseJsonBody(body)));
    return new Response(null, { status: 204 });
  });
}

/** Nobody’s secret: a module that is not there takes as long to refuse as one that is. */
const NOBODY = 'x'.repeat(64);

/** The organisation whose module signed; undefined when none did. */
async function readSender(
  { req }: Context,
  { db, clock }: Services,
  moduleId: string,
  body: string,
): Promise<string | undefined> {
  const module = z.uuid().safeParse(moduleId).success
    ? await db
        .selectFrom('entities')
        .select(['organisation_id', 'definition'])
        .where('kind', '=', 'payment-module')
        .where('id', '=', moduleId)
        .executeTakeFirst()
    : undefined;
  const name = PaymentModuleDefinition.safeParse(module?.definition).data?.secret;
  const secret =
    module && name ? await readSecret(db, module.organisation_id, name) : undefined;
  const { pathname, search } = new URL(req.url);
  const call = {
    timestamp: req.header(TIMESTAMP_HEADER) ?? '',
    method: req.method,
    path: pathname + search,
    body,
  };
  const signature = req.header(SIGNATURE_HEADER) ?? '';
  const isSigned = await isSignedBy(secret ?? NOBODY, signature, call, clock.now());
  return isSigned && secret !== undefined ? module?.organisation_id : undefined;
}

function parse(value: unknown): z.output<typeof Callback> {
  const result = Callback.safeParse(value, { error: inputMessage });
  if (result.success) return result.data;
  const errors = fieldErrors(result.error);
  throw new Refusal('invalid-input', sentenceOf(errors), errors);
}

/** What was told before changes nothing, however often it is told. */
async function takeCallback(
  services: Services,
  { organisationId, moduleId }: { organisationId: string; moduleId: string },
  { payment: paymentId, outcome, amount, currency }: z.output<typeof Callback>,
): Promise<void> {
  const key = { organisationId, paymentId };
  const payment = await readPayment(services.db, key);
  if (!payment || payment.module_id !== moduleId || payment.own_page) throw notFound('payment');
  if (payment.amount !== amount || payment.currency !== currency)
    throw invalidField('amount', 'The payment is of another amount.');
  await settlePayment(services, key, outcome);
}
