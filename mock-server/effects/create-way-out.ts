import type { OutgoingOptions } from '../outgoing-options.ts';
import { createChannelMessagePerformer } from './channel-message.ts';
import { createCrmPerformer } from './crm.ts';
import { createEmailPerformer } from './email.ts';
import { createGuardedHttp } from './guarded-http.ts';
import { NetworkGuard } from './network-guard.ts';
import type { Performer } from './performer.ts';
import { createPaymentEnquiry, type AskProvider } from './payment-enquiry.ts';
import { createPaymentPerformer } from './payment.ts';
import { createSmsPerformer } from './sms.ts';
import { createRelyingParty } from '../sign-in/relying-party.ts';
import type { RelyingParty } from '../sign-in/provider-failure.ts';
import { createWebServiceTrial, type TryWebService } from './web-service-trial.ts';
import { createWebServicePerformer } from './web-service.ts';

/** What goes out of the server: those who do what routings ask for, trials, enquiries, and who signs in. */
export interface WayOut {
  performers: Performer[];
  tryWebService: TryWebService;
  askProvider: AskProvider;
  relyingParty: RelyingParty;
}

/** E-mail, SMS, web services, CRMs and payments. `publicUrl` is where providers find this server. */
export function createWayOut(
  { smtp, smsGateway, allowedHosts }: OutgoingOptions,
  publicUrl = '',
): WayOut {
  const guard = new NetworkGuard({ allowedHosts });
  const send = createGuardedHttp(guard);
  const performers: unknown = [
    createEmailPerformer(guard, smtp),
    createSmsPerformer(smsGateway),
    createWebServicePerformer(send),
    createCrmPerformer(send),
    createPaymentPerformer(send, publicUrl),
    createChannelMessagePerformer(send),
  ];
  return {
    performers: performers as Performer[], // each does its own kind; the worker finds it by that
    tryWebService: createWebServiceTrial(send),
    askProvider: createPaymentEnquiry(send),
    relyingParty: createRelyingParty(send),
  };
}
