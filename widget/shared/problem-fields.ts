import { ProblemError } from '../../api-client/errors.ts';
import { serverWords } from '../localization/locale.ts';

/** The parts of the input that the server did not take, and why, in the language of the page. */
export function problemFields(error: unknown): { path: string; message: string }[] {
  if (!(error instanceof ProblemError)) return [];
  return error.fields.map(({ path, message }) => ({ path, message: serverWords(message) }));
}
