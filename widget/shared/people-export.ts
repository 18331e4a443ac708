import { msg } from '@lit/localize';
import { BYTE_ORDER_MARK, csvLine } from '../../api-client/contract/csv.ts';
import type { PeopleSummary } from '../../api-client/contract/people/index.ts';
import type { PeopleApi } from '../../api-client/people-api.ts';
import { errorWords } from './error-words.ts';
import type { WantedFile } from './file-export.ts';
import { findAll } from './find-all.ts';
import type { SettingsQuestion } from './settings-list.ts';
import type { Sort } from './settings-subject.ts';
import { browserZone, dayKey } from './time.ts';

/** A file of every user that the list's question finds, in its order. */
export const usersFile = (
  api: PeopleApi,
  question: SettingsQuestion<Sort>,
  counted: WantedFile['counted'],
): WantedFile => ({
  name: `users-${dayKey(new Date().toISOString(), browserZone())}.csv`,
  write: async (writing) => {
    const list = (page: { limit: number; cursor?: string }) =>
      api.list('users', { ...question, ...page } as Parameters<PeopleApi['list']>[1]); // of the sorts that its columns have
    const found = await findAll(list, writing);
    const lines = [headings(), ...found.map(cells)].map(csvLine);
    return new Blob([BYTE_ORDER_MARK, ...lines], { type: 'text/csv;charset=utf-8' });
  },
  counted,
  refused: errorWords,
});

const headings = (): string[] => [
  msg('Name'),
  msg('User name'),
  msg('E-mail address'),
  msg('Role'),
  msg('Teams'),
  msg('Profiles'),
  msg('Active'),
];

const cells = ({ name, user }: PeopleSummary): string[] => [
  name,
  user?.username ?? '',
  user?.email ?? '',
  user?.role ?? '',
  user?.teams.join(', ') ?? '',
  user?.profiles.join(', ') ?? '',
  user?.active ? msg('Yes') : msg('No'),
];
