/** Something in the options cannot be meant; the message is for the person at the terminal. */
export class OptionError extends Error {}
