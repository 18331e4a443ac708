import { msg, str } from '@lit/localize';
import { numberWords } from './count-words.ts';
import type { SettingsWords } from './settings-bars.ts';

/** How settings speak of one kind of things. */
export function kindWords(
  { one, several }: { one: string; several: string },
  more: Pick<SettingsWords, 'noneWhoMay'> & Partial<SettingsWords>,
): SettingsWords {
  return {
    list: several,
    loading: msg('Loading the list…'),
    failed: msg('Could not load the list'),
    signIn: msg('Sign in to see the list'),
    forbidden: msg('Your role does not include these settings'),
    add: msg(str`+ New: ${one}`),
    none: msg('None yet'),
    gone: msg('There is no such thing any more: it was deleted.'),
    notOpened: (why) => msg(str`Could not open it. ${why}`),
    unsavedNew: msg('A new one is not saved yet.'),
    count: (count) => msg(str`${several}: ${numberWords(count)}`),
    deletedSeveral: (count) => numberWords(count),
    ...more,
  };
}
