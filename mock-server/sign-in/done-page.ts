import type { Context } from 'hono';
import { languageFor, sendSignInSentence } from './page.ts';
import { signInWords } from './words.ts';

/** Where a sign-in ends. The extension sees the tab arrive here, takes the code out of its address, and closes it. */
export function showDone(context: Context): Promise<Response> {
  const language = languageFor(context);
  const words = signInWords[language];
  const isDone = context.req.query('code') !== undefined;
  return sendSignInSentence(context, {
    language,
    title: isDone ? words.doneTitle : words.notDoneTitle,
    sentence: isDone ? words.done : words.notDone,
  });
}
