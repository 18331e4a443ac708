import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { API_VERSION, API_VERSION_HEADER } from '../api-client/contract/api-version.ts';
import { endpoints } from '../api-client/contract/endpoints.ts';
import { problemResponse, refusalOf, toProblem } from './problem.ts';
import { Refusal } from './refusal.ts';
import { actionTypeRoutes } from './routes/action-types.ts';
import { campaignRoutes } from './routes/campaigns.ts';
import { changeRoutes } from './routes/changes.ts';
import { channelSettingsRoutes } from './routes/channel-settings.ts';
import { channelRoutes } from './routes/channels.ts';
import { checkpointRoutes } from './routes/checkpoints.ts';
import { deskRoutes } from './routes/desk.ts';
import { databaseRowRoutes } from './routes/database-rows.ts';
import { entityRoutes } from './routes/entities.ts';
import { entityPreviewRoutes } from './routes/entity-preview.ts';
import { historyRoutes } from './routes/history.ts';
import { reportRoutes } from './routes/reports.ts';
import { supervisionRoutes } from './routes/supervision.ts';
import { historyExportRoutes } from './routes/history-export.ts';
import { historyViewRoutes } from './routes/history-views.ts';
import { interactionRecordRoutes } from './routes/interaction-records.ts';
import { interactionButtonRoutes } from './routes/interaction-buttons.ts';
import { interactionRoutes } from './routes/interactions.ts';
import { interactionSettingsRoutes } from './routes/interaction-settings.ts';
import { invoiceRoutes } from './routes/invoices.ts';
import { addOpenApi } from './routes/openapi.ts';
import type { Route } from './routes/route.ts';
import { routingRoutes } from './routes/routings.ts';
import { secretRoutes } from './routes/secrets.ts';
import { valueTableRowRoutes } from './routes/value-table-rows.ts';
import { addPaymentCallbacks } from './routes/payment-callbacks.ts';
import { addService } from './routes/service.ts';
import { sessionRoutes } from './routes/session.ts';
import { peopleRoutes } from './routes/people.ts';
import { surveyRoutes } from './routes/surveys.ts';
import { webServiceTrialRoutes } from './routes/web-service-trial.ts';
import { addCustomerPages } from './customer-pages/add-pages.ts';
import { addSignIn } from './sign-in/add-sign-in.ts';
import type { Services } from './services.ts';
import { traceFailure } from './storage/database-errors.ts';

/** Every endpoint of the contract, bound. */
export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...checkpointRoutes,
  ...routingRoutes,
  ...actionTypeRoutes,
  ...peopleRoutes,
  ...entityRoutes,
  ...entityPreviewRoutes,
  ...valueTableRowRoutes,
  ...databaseRowRoutes,
  ...webServiceTrialRoutes,
  ...secretRoutes,
  ...campaignRoutes,
  ...invoiceRoutes,
  ...surveyRoutes,
  ...historyRoutes,
  ...reportRoutes,
  ...supervisionRoutes,
  ...historyExportRoutes,
  ...historyViewRoutes,
  ...interactionRoutes,
  ...interactionRecordRoutes,
  ...interactionSettingsRoutes,
  ...interactionButtonRoutes,
  ...deskRoutes,
  ...channelRoutes,
  ...channelSettingsRoutes,
  ...changeRoutes,
];

/** What the app asks of whatever carries it. */
export interface Carrier {
  /** The caller's network address, for limits. */
  addressOf(context: Context): string;
  /** Told of every answered call of an endpoint. */
  answered?(endpoint: string, status: number, milliseconds: number): void;
}

/** The whole HTTP API as a fetch application: the same in Node and in a page. */
export function createApp(
  services: Services,
  carrier: Carrier = { addressOf: () => 'local' },
): Hono {
  const app = new Hono();
  for (const calls of ['/api/*', '/auth/*']) app.use(calls, keepToOrigins(services));
  app.use('/api/*', tellVersion);
  addService(app, services);
  addOpenApi(app);
  addPaymentCallbacks(app, services, carrier.addressOf);
  addCustomerPages(app, services, carrier.addressOf);
  addSignIn(app, services, carrier.addressOf);
  for (const { name, handle } of routes) {
    const { method, path } = endpoints[name];
    app.on(method, path.replace(/\{(\w+)\}/g, ':$1'), async (context) => {
      const began = performance.now();
      try {
        const response = await handle(context, services, carrier.addressOf(context));
        carrier.answered?.(name, response.status, performance.now() - began);
        return response;
      } catch (error) {
        carrier.answered?.(name, toProblem(refusalOf(error)).status, performance.now() - began);
        throw error;
      }
    });
  }
  app.notFound((context) =>
    problemResponse(new Refusal('no-such-page', `There is nothing at ${context.req.path}.`)),
  );
  app.onError((error, context) => {
    const refusal = refusalOf(error);
    if (refusal.kind === 'fault') logFault(services, error, context);
    return problemResponse(refusal);
  });
  return app;
}

/** Lets no page of another site call, unless the operator allows its origin. */
function keepToOrigins({ origins }: Services): MiddlewareHandler {
  return async (context, next) => {
    const origin = context.req.header('origin');
    if (!origins.allows(origin, context.req.header('host'))) {
      return problemResponse(
        new Refusal('forbidden', `Pages of ${origin} may not call this server.`),
      );
    }
    if (context.req.method === 'OPTIONS') return preflight(origin);
    await next();
    if (origin) allowOrigin(context.res.headers, origin);
    return undefined;
  };
}

const tellVersion: MiddlewareHandler = async (context, next) => {
  await next();
  context.res.headers.set(API_VERSION_HEADER, String(API_VERSION));
};

/** Which endpoint failed and how; never what the customer or the agent sent. */
function logFault({ log }: Services, error: Error, context: Context): void {
  log.error(
    { method: context.req.method, path: context.req.routePath, stack: traceFailure(error) },
    'fault',
  );
}

function preflight(origin: string | undefined): Response {
  const headers = new Headers({
    'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': 'authorization, content-type, if-match',
    'access-control-max-age': '600',
  });
  if (origin) allowOrigin(headers, origin);
  return new Response(null, { status: 204, headers });
}

function allowOrigin(headers: Headers, origin: string): void {
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-expose-headers', `etag, waypost-rows, ${API_VERSION_HEADER}`);
  headers.append('vary', 'origin');
}
