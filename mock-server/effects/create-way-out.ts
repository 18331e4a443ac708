import type { OutgoingOptions } from '../outgoing-options.ts';
import { createChannelMessagePerformer } from './channel-message.ts';
import { createCrmPerformer } from './crm.ts';
import { createEmailPerformer } from './email.ts';
import { createGuardedHttp } from './guarded-http.ts';
import { NetworkGuard } from './network-guard.ts';
import type { Performer } from './performer.ts';
import { createSmsPerformer } from './sms.ts';
import { createWebServiceTrial, type TryWebService } from './web-service-trial.ts';
import { createWebServicePerformer } from './web-service.ts';

/** What goes out of the server: those who do what routings ask for, and the trial of web services. */
export interface WayOut {
  performers: Performer[];
  tryWebService: TryWebService;
}

/** E-mail, SMS, web services and CRMs. */
export function createWayOut({ smtp, smsGateway, allowedHosts }: OutgoingOptions): WayOut {
  const guard = new NetworkGuard({ allowedHosts });
  const send = createGuardedHttp(guard);
  const performers: unknown = [
    createEmailPerformer(guard, smtp),
    createSmsPerformer(smsGateway),
    createWebServicePerformer(send),
    createCrmPerformer(send),
    createChannelMessagePerformer(send),
  ];
  return {
    performers: performers as Performer[], // each does its own kind; the worker finds it by that
    tryWebService: createWebServiceTrial(send),
  };
}
