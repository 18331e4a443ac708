/** How large the card of an action is, in every picture of a tree. */
export const CARD = { width: 176, height: 46 };
