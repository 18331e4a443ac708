import { ContextProvider } from '@lit/context';
import { clientContext } from './client-context.ts';

/** Gives the panel's client to elements within it. */
export class ClientProvider extends ContextProvider<typeof clientContext> {
  constructor(panel: HTMLElement) {
    super(panel, { context: clientContext });
  }
}
