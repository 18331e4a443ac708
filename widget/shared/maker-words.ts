import { alsoInFrench } from '../localization/locale.ts';

const load = (): Promise<unknown> => import('../localization/server-words/for-maker.ts');

/** Has what the server says in the Maker loaded where French is shown: once, however many ask. */
export const useMakerWords = (): void => alsoInFrench(load);
