import type { Context, Hono } from 'hono';
import { limitCalls } from '../routes/limits.ts';
import type { Services } from '../services.ts';
import { sendStyles } from './page.ts';
import { showPayPage, takePayChoice } from './pay-page.ts';
import { STYLES_PATH } from './styles.ts';
import { showSurvey, takeSurvey } from './survey-page.ts';

type Page = (context: Context, services: Services, token: string) => Promise<Response>;

/** The pages that customers open from a link: no sign-in, nothing but the token in the address. */
export function addCustomerPages(
  app: Hono,
  services: Services,
  addressOf: (context: Context) => string,
): void {
  const limited = (page: Page) => async (context: Context) => {
    await limitCalls('customerPage', addressOf(context));
    return page(context, services, context.req.param('token') ?? '');
  };
  app.get(STYLES_PATH, sendStyles);
  app.get('/pay/:token', limited(showPayPage));
  app.post('/pay/:token', limited(takePayChoice));
  app.get('/survey/:token', limited(showSurvey));
  app.post('/survey/:token', limited(takeSurvey));
}
