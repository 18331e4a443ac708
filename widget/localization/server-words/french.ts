import { byHandSentences } from './by-hand.ts';
import { callSentences } from './calls.ts';
import { fillersFor } from './fillers.ts';
import { inputSentences } from './input.ts';
import { parts } from './parts.ts';
import { reasonSentences } from './reasons.ts';
import { translator, type Filler, type Sentences, type Translate } from './sentences.ts';
import { serviceSentences } from './service.ts';

/** What the server says to people who work with interactions. `for-maker.ts` adds what it says in the Maker. */
export const sentenceTables: Sentences[] = [
  inputSentences,
  reasonSentences,
  callSentences,
  byHandSentences,
  serviceSentences,
];

/** How values are put in. They know the sentences as these know them: a value may be a sentence itself. */
export const fillers: Record<string, Filler> = fillersFor(
  (sentence) => frenchOf(sentence),
  (part) => partInFrench(part),
);

const partInFrench = translator([parts], fillers);
let inFrench = translator(sentenceTables, fillers);

/** A sentence of the server in French; undefined when it is not known. */
export const frenchOf: Translate = (sentence) => inFrench(sentence);

/** More sentences, and more ways to put values in. */
export function learn(
  tables: readonly Sentences[],
  ways: Readonly<Record<string, Filler>>,
): void {
  sentenceTables.push(...tables);
  Object.assign(fillers, ways);
  inFrench = translator(sentenceTables, fillers);
}
