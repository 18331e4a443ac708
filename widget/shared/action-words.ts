import type { ActionType } from '../../api-client/contract/action-type.ts';
import { actionTitles } from '../localization/action-titles.ts';
import { currentLanguage } from '../localization/locale.ts';

/** The types in the language of the page; the server writes them in English. */
export function inLanguage(types: readonly ActionType[]): readonly ActionType[] {
  if (currentLanguage() !== 'fr') return types;
  return types.map((type) => ({
    ...type,
    title: french(type.title),
    summary: french(type.summary),
    branches: type.branches.map((branch) => ({ ...branch, label: french(branch.label) })),
  }));
}

function french(english: string): string {
  const link = /^Link (\d+)$/.exec(english);
  return link ? `Lien ${link[1]}` : (actionTitles[english] ?? english);
}
