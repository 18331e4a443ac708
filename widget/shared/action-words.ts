import type { ActionType } from '../../api-client/contract/action-type.ts';
import { frenchTitle } from '../localization/action-titles.ts';
import { currentLanguage } from '../localization/locale.ts';

/** The types in the language of the page; the server writes them in English. */
export function inLanguage(types: readonly ActionType[]): readonly ActionType[] {
  if (currentLanguage() !== 'fr') return types;
  return types.map((type) => ({
    ...type,
    title: frenchTitle(type.title),
    summary: frenchTitle(type.summary),
    branches: type.branches.map((branch) => ({ ...branch, label: frenchTitle(branch.label) })),
  }));
}
