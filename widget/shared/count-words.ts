import { msg, str } from '@lit/localize';
import type { HistoryCount } from '../../api-client/contract/history.ts';
import { formattingLanguage } from '../localization/locale.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** A number as a person writes it: `1,234`. */
export function numberWords(count: number): string {
  const language = formattingLanguage();
  let format = formats.get(language);
  if (!format) formats.set(language, (format = new Intl.NumberFormat(language)));
  return format.format(count);
}

export const interactionsWords = (count: number): string =>
  count === 1 ? msg('1 interaction') : msg(str`${numberWords(count)} interactions`);

/** How many are loaded, and of how many: `50 of 1,234`, `200 of more than 10,000`. */
export function countWords(
  loaded: number,
  isComplete: boolean,
  total: HistoryCount | undefined,
): string {
  if (isComplete) return interactionsWords(loaded);
  const some = numberWords(loaded);
  if (!total || total.count < (total.isExact ? loaded : loaded + 1))
    return msg(str`${some} loaded, more to come`);
  const all = numberWords(total.count);
  return total.isExact ? msg(str`${some} of ${all}`) : msg(str`${some} of more than ${all}`);
}
