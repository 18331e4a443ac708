import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Language } from '../../api-client/contract/user.ts';
import { choicesOf, choose, findOwnPayment } from '../payments/own-page.ts';
import { sayAmount } from '../routing/money.ts';
import type { Services } from '../services.ts';
import { isUnderWay, type PaymentRow } from '../storage/payment-states.ts';
import { readForm } from './form.ts';
import { languageOf, sendPage, sendSentence, type Markup } from './page.ts';
import { payWords } from './pay-words.ts';

/** The page on which a customer pays, or sees how the payment ended. */
export async function showPayPage(
  context: Context,
  services: Services,
  token: string,
): Promise<Response> {
  const language = languageOf(context);
  const words = payWords[language];
  const payment = await findOwnPayment(services, token);
  if (!payment)
    return sendSentence(context, {
      language,
      title: words.unknownTitle,
      sentence: words.unknown,
      status: 404,
    });
  const { state } = payment;
  if (!isUnderWay(state))
    return sendSentence(context, {
      language,
      title: words.title,
      sentence: words.outcomes[state],
    });
  return sendPage(context, { language, title: words.title, body: form(payment, language) });
}

/** Takes what was chosen, and shows the page again: loading it anew sends nothing twice. */
export async function takePayChoice(
  context: Context,
  services: Services,
  token: string,
): Promise<Response> {
  const { choice = '' } = await readForm(context.req.raw);
  const payment = await findOwnPayment(services, token);
  if (payment) await choose(services, payment, choice);
  return context.redirect(context.req.path, 303);
}

function form(payment: PaymentRow, language: Language): Markup {
  const words = payWords[language];
  const { provider, amount, currency, name } = payment;
  const choices = choicesOf(payment);
  const label = (choice: (typeof choices)[number]) => {
    if (provider === 'sandbox') return choice;
    return choice === 'payment-successful' ? words.pay : words.cancel;
  };
  return html`<h1>${words.title}</h1>
    <p class="sum">${sayAmount(amount, currency, language)}</p>
    ${name ? html`<p>${name}</p>` : ''}
    <p class="quiet">${provider === 'sandbox' ? words.sandbox : words.note}</p>
    <form method="post" class="ways">
      ${choices.map(
        (choice) =>
          html`<button
            name="choice"
            value="${choice}"
            class="${choice === 'payment-successful' ? 'main' : ''}"
          >
            ${label(choice)}
          </button>`,
      )}
    </form>`;
}
