import type { HistoryQuery, Waypost } from '../../api-client/waypost.ts';
import { currentLanguage } from '../localization/locale.ts';
import { interactionsWords } from './count-words.ts';
import type { WantedFile } from './file-export.ts';
import { refusalWords } from './history-notices.ts';

/** A file of every interaction that a filter finds, as the server writes it. */
export const historyFile = (
  client: Waypost,
  query: HistoryQuery,
  today: string,
): WantedFile => ({
  name: `interactions-${today}.csv`,
  write: (writing) => client.exportHistory(query, { language: currentLanguage(), ...writing }),
  counted: interactionsWords,
  refused: refusalWords,
});
