import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type {
  InvoiceRecord,
  PaymentRecord,
} from '../../api-client/contract/interaction-records.ts';
import { copyButton } from './copy-button.ts';
import { factList } from './fact-list.ts';
import { moment } from './interaction-facts.ts';
import { notice } from './notices.ts';
import type { Reader } from './reader.ts';
import { recordTab } from './record-tabs.ts';
import {
  dayWords,
  invoiceTone,
  invoiceWords,
  moneyWords,
  paymentTone,
  paymentWords,
} from './record-words.ts';

export const invoiceStyles = css`
  .record .money {
    margin-inline-start: auto;
    font-weight: 600;
  }
  .payments {
    margin-block-start: 8px;
    padding-inline-start: 12px;
    border-inline-start: 2px solid var(--_line);
  }
  .payments li + li {
    margin-block-start: 8px;
  }
`;

/** Each invoice with what the customer paid, or was asked to pay, for it; then payments without an invoice. */
export const invoicesTab = (reader: Reader): unknown =>
  recordTab(reader, ({ invoices, payments }) => {
    if (invoices.length + payments.length === 0)
      return notice(
        msg('No invoice and no payment so far'),
        msg(
          'Invoices that the routing finds, and what the customer is asked to pay, show here.',
        ),
      );
    const of = (id: string | null) => payments.filter(({ invoiceId }) => invoiceId === id);
    const known = new Set(invoices.map(({ id }) => id));
    const others = payments.filter(({ invoiceId }) => !invoiceId || !known.has(invoiceId));
    return html`${repeat(
      invoices,
      ({ id }) => id,
      (invoice) => invoiceContent(invoice, of(invoice.id), reader),
    )}
    ${
      others.length === 0
        ? nothing
        : html`<section class="row">
            <h3>${msg('Payments without an invoice')}</h3>
            ${paymentList(others, reader)}
          </section>`
    }`;
  });

function invoiceContent(
  invoice: InvoiceRecord,
  payments: readonly PaymentRecord[],
  reader: Reader,
): TemplateResult {
  const { number, name, reference, state, dueOn, issuedAt } = invoice;
  return html`<section class="row">
    <div class="record">
      <h3><bdi>${number}</bdi></h3>
      <span class=${invoiceTone(state)}>${invoiceWords(state)}</span>
      <span class="money number">${moneyWords(invoice)}</span>
    </div>
    ${factList([
      [msg('For'), name],
      [msg('Reference'), reference],
      [msg('Due'), dueOn && dayWords(dueOn)],
      [msg('Issued'), moment(issuedAt, reader)],
    ])}
    ${payments.length === 0 ? nothing : paymentList(payments, reader)}
  </section>`;
}

function paymentList(payments: readonly PaymentRecord[], reader: Reader): TemplateResult {
  return html`<ul role="list" class="payments" aria-label=${msg('Payments')}>
    ${repeat(
      payments,
      ({ id }) => id,
      (payment) => paymentContent(payment, reader),
    )}
  </ul>`;
}

function paymentContent(payment: PaymentRecord, reader: Reader): TemplateResult {
  const { name, reference, state, module, payAddress, linkSent, createdAt } = payment;
  return html`<li>
    <div class="record">
      <span class=${paymentTone(state)}>${paymentWords(state)}</span>
      <span class="quiet">${moment(createdAt, reader)}</span>
      <span class="money number">${moneyWords(payment)}</span>
    </div>
    ${factList([
      [msg('For'), name],
      [msg('Reference'), reference],
      [msg('Module'), module?.name],
      [msg('Link'), payAddress && payLink(payAddress, linkSent)],
    ])}
    ${payment.canBeCancelled ? cancelButton(payment, reader) : nothing}
  </li>`;
}

function payLink(address: string, wasSent: boolean): TemplateResult {
  return html`<a href=${address} target="_blank" rel="noopener">${msg('Pay page')}</a>
    ${copyButton(address, msg('Copy the link to the pay page'))}
    ${wasSent ? html`<span class="quiet">${msg('sent to the customer')}</span>` : nothing}`;
}

function cancelButton(payment: PaymentRecord, { doings, records }: Reader): TemplateResult {
  const money = moneyWords(payment);
  return html`<button
    class="line"
    aria-label=${msg(str`Call off the payment of ${money}`)}
    aria-disabled=${doings.isBusy}
    @click=${() => {
      const { api, id } = records;
      if (api) void doings.act(() => api.cancelPayment(id, payment.id));
    }}
  >
    ${msg('Call off')}
  </button>`;
}
