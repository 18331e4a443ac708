import type { OutgoingOptions } from '../outgoing-options.ts';
import { startDemoMailServer } from './mail-server.ts';
import { DemoPost } from './outbox.ts';
import { SMS_GATEWAY_PATH } from './sms-gateway.ts';

export interface DemoOutgoing {
  outgoing: OutgoingOptions;
  post: DemoPost;
  close(): Promise<void>;
}

/** The demo's own mail server and SMS gateway, in the place of what the operator has not set up. */
export async function startDemoOutgoing(
  options: OutgoingOptions,
  port: number,
  now: () => Date,
): Promise<DemoOutgoing> {
  const { smtp, smsGateway, allowedHosts } = options;
  const post = new DemoPost();
  const mail = smtp ? undefined : await startDemoMailServer(post, now);
  const address = `http://127.0.0.1:${port}${SMS_GATEWAY_PATH}`;
  return {
    outgoing: {
      smtp: smtp ?? mail?.smtp ?? null,
      smsGateway: smsGateway ?? { address, secret: post.smsSecret },
      allowedHosts: [...allowedHosts, `127.0.0.1:${port}`], // the demo's payment provider is this server too
    },
    post,
    close: () => mail?.close() ?? Promise.resolve(),
  };
}
