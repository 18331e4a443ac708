/** What the demo's advisors write: when they take a conversation, and before they are done. */
export const greetings = [
  'Good day, I have read what was said so far. Let me look at your order.',
  'Hello, thank you for waiting. I am looking into it right now.',
  'Good day, I am sorry for the trouble. Give me a moment, please.',
];

export const answers = [
  'I have spoken with the carrier: the parcel comes tomorrow before noon. You get a message on the way.',
  'I have sent you a new one today, free of charge. You need not send anything back.',
  'The amount goes back to your account; it takes two or three days.',
];
