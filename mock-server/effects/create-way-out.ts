import type { OutgoingOptions } from '../outgoing-options.ts';
import { createCrmPerformer } from './crm.ts';
import { createEmailPerformer } from './email.ts';
import { createGuardedHttp } from './guarded-http.ts';
import { NetworkGuard } from './network-guard.ts';
import type { Performer } from './performer.ts';
import { createSmsPerformer } from './sms.ts';
import { createWebServicePerformer } from './web-service.ts';

/** Whoever does outside what routings ask for: e-mail, SMS, web services and CRMs. */
export function createPerformers({
  smtp,
  smsGateway,
  allowedHosts,
}: OutgoingOptions): Performer[] {
  const guard = new NetworkGuard({ allowedHosts });
  const send = createGuardedHttp(guard);
  return [
    createEmailPerformer(guard, smtp),
    createSmsPerformer(smsGateway),
    createWebServicePerformer(send),
    createCrmPerformer(send),
  ] as readonly unknown[] as Performer[]; // each does its own kind; the worker finds it by that
}
