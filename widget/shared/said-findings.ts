import type { Finding } from '../../api-client/contract/routing.ts';
import { serverWords } from '../localization/locale.ts';

/** What validation found, in the language of the page. */
export const saidFindings = (findings: readonly Finding[]): Finding[] =>
  findings.map((finding) => ({ ...finding, message: serverWords(finding.message) }));
