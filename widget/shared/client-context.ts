import { createContext } from '@lit/context';
import type { Waypost } from '../../api-client/waypost.ts';

/** The client that the panel holds, for elements within it that ask the server themselves. */
export const clientContext = createContext<Waypost | undefined>(Symbol.for('waypost-client'));
