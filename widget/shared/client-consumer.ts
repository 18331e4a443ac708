import { ContextConsumer } from '@lit/context';
import type { ReactiveElement } from 'lit';
import type { Waypost } from '../../api-client/waypost.ts';
import { clientContext } from './client-context.ts';

/** Tells an element of the client that something around it provides, now and whenever that is another one. */
export function consumeClient(
  host: ReactiveElement,
  callback: (client: Waypost | undefined) => void,
): void {
  new ContextConsumer(host, { context: clientContext, callback, subscribe: true });
}
