import type { InteractionCard } from '../../../api-client/contract/interaction.ts';
import type { Search } from '../assertions.ts';
import type { ColumnValues } from '../column-values.ts';

/** A card of the built-in CRM. `values` are in their stored form; what is empty is not there. */
export interface Card {
  id: string;
  values: Record<string, string>;
}

/** The cards of the built-in CRM, and the card of any CRM that the interaction is linked to. */
export interface Cards {
  /** The first two cards that are found: enough to know whether there is one. */
  findTwo(crmId: string, search: Search): Promise<Card[]>;
  /** Lets nobody else search for the same to make a card of it, before this step ends. */
  claim(crmId: string, search: Search): Promise<void>;
  /** A new card; undefined when the CRM was deleted meanwhile. */
  create(crmId: string, values: ColumnValues): Promise<Card | undefined>;
  /** Links the interaction to a card, in the place of the one before. False when that was not possible. */
  link(card: InteractionCard): Promise<boolean>;
}
