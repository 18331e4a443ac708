import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type {
  InteractionSettings,
  PaymentCreation,
} from '../../api-client/contract/interaction-settings.ts';
import type { Form } from './create-forms.ts';
import { choiceField, labelled, missing, type Wrong } from './form-field.ts';
import { phoneWords } from './interaction-words.ts';
import { moneyWords } from './record-words.ts';

type Send = NonNullable<PaymentCreation['send']>;

/** A payment: by which module, for an open invoice or an amount, and how the customer gets its link. */
export function paymentForm(settings: InteractionSettings, changed: () => void): Form {
  const { paymentModules, invoices, reach } = settings;
  let moduleId = paymentModules[0]?.id ?? '';
  let subject = invoices[0]?.id ?? 'amount';
  const ways: [Send, string | false][] = [
    ['conversation', reach.conversation && msg('In the conversation')],
    ['sms', reach.mobile !== null && msg(str`By SMS to ${phoneWords(reach.mobile)}`)],
    ['email', reach.email !== null && msg(str`By e-mail to ${reach.email}`)],
    ['none', msg('I pass the link on myself')],
  ];
  const open = ways.filter(([, words]) => words);
  return {
    submitWords: msg('Ask for the payment'),
    fields: (wrong) =>
      html`${choiceField(
          msg('Payment module'),
          'moduleId',
          paymentModules.map(({ id, name }) => ({ value: id, words: name })),
          moduleId,
          (value) => {
            moduleId = value;
            changed();
          },
        )}
        ${choiceField(
          msg('What is to be paid'),
          'subject',
          [
            ...invoices.map((one) => ({
              value: one.id,
              words: `${one.number} · ${moneyWords(one)}`,
            })),
            { value: 'amount', words: msg('Another amount') },
          ],
          subject,
          (value) => {
            subject = value;
            changed();
          },
        )}
        ${subject === 'amount' ? amountFields(settings, moduleId, wrong) : nothing}
        <fieldset>
          <legend>${msg('How the customer gets the link')}</legend>
          ${open.map(
            ([way, words], index) =>
              html`<label class="radio">
                <input type="radio" name="send" value=${way} ?checked=${index === 0} />
                <bdi>${words}</bdi>
              </label>`,
          )}
        </fieldset>`,
    check: (given) =>
      missing(given, subject === 'amount' ? ['subject.amount', 'subject.currency'] : []),
    submit: (given, { records }, key) => {
      const text = (name: string) => String(given.get(`subject.${name}`) ?? '').trim();
      return records.api!.createPayment(records.id, {
        moduleId,
        subject:
          subject === 'amount'
            ? {
                type: 'amount',
                amount: text('amount'),
                currency: text('currency').toUpperCase(),
                name: text('name'),
                reference: text('reference'),
              }
            : { type: 'invoice', invoiceId: subject },
        send: (given.get('send') ?? 'none') as Send, // one of the ways above
        key,
      });
    },
  };
}

function amountFields(
  { paymentModules, currency }: InteractionSettings,
  moduleId: string,
  wrong: Wrong,
): TemplateResult {
  const currencies = paymentModules.find(({ id }) => id === moduleId)?.currencies;
  const input = (name: string, more: { value?: string; maxlength: number; mode?: string }) =>
    html`<input
      name="subject.${name}"
      value=${more.value ?? ''}
      maxlength=${more.maxlength}
      inputmode=${more.mode ?? nothing}
      dir="auto"
      autocomplete="off"
      aria-invalid=${wrong.has(`subject.${name}`)}
    />`;
  return html`<div class="pair">
      ${labelled(msg('Amount'), 'subject.amount', input('amount', { maxlength: 40, mode: 'decimal' }), wrong, true)}
      ${labelled(
        msg('Currency'),
        'subject.currency',
        currencies
          ? html`<select name="subject.currency">
              ${currencies.map((one) => html`<option ?selected=${one === currency}>${one}</option>`)}
            </select>`
          : input('currency', { maxlength: 3, value: currency }),
        wrong,
      )}
    </div>
    ${labelled(msg('For'), 'subject.name', input('name', { maxlength: 200 }), wrong)}
    ${labelled(msg('Reference'), 'subject.reference', input('reference', { maxlength: 200 }), wrong)}`;
}
