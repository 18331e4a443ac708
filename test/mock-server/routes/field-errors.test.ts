import { expect, test } from 'vitest';
import { PaymentCreation } from '../../../api-client/contract/interaction-settings.ts';
import { inputMessage } from '../../../mock-server/input-message.ts';
import { fieldErrors } from '../../../mock-server/routes/field-errors.ts';

const ID = '019a9c1e-7a10-7c3b-9a51-0c2f4d6e8b90';

const errorsOf = (input: object) => {
  const { error } = PaymentCreation.safeParse(input, { error: inputMessage });
  return error ? fieldErrors(error) : [];
};

test('a form that there is not is answered by those that there are', () => {
  expect(errorsOf({ moduleId: ID, subject: { type: 'gift' } })).toEqual([
    { path: 'subject.type', message: 'This must be “invoice” or “amount”.' },
  ]);
});

test('what is no id is answered by one, whoever makes it', () => {
  const subject = { type: 'invoice', invoiceId: ID };

  expect(errorsOf({ moduleId: ID, subject, key: 'mine' })).toEqual([
    { path: 'key', message: `This is no id. One looks like ${ID}.` },
  ]);
});
