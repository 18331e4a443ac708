import type { Right } from '../../api-client/contract/rights.ts';

/** What a dialog of the settings needs of the element that it stands in. */
export interface DialogHost {
  find<Found extends HTMLElement>(selector: string): Found | null;
  /** It has something else to show. */
  changed(): void;
  /** When it was shown. */
  updated(): Promise<unknown>;
  /** It was closed, by whatever. Another one may stand in its place already. */
  closed(dialog: object): void;
  /** Whether the user may do it now; left out where nobody asks. */
  may?(right: Right): boolean;
}
