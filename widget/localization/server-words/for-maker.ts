// What the server says in the Maker: an agent’s French is without it.
import { frenchTitle } from '../action-titles.ts';
import { definitionSentences } from './definitions.ts';
import { findingSentences } from './findings.ts';
import { learn } from './french.ts';
import { makerSentences } from './maker.ts';
import { peopleSentences } from './people.ts';

// `action` is the title or a branch of an action type.
learn([definitionSentences, makerSentences, findingSentences, peopleSentences], {
  action: frenchTitle,
});
