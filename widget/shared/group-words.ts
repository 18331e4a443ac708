import { msg } from '@lit/localize';
import type { ActionGroup } from '../../api-client/contract/action-type.ts';

const words: Readonly<Record<ActionGroup, () => string>> = {
  tree: () => msg('Actions and action tree'),
  messaging: () => msg('Messaging'),
  sending: () => msg('Sending'),
  distribution: () => msg('Distribution'),
  cases: () => msg('Cases and CRM'),
  data: () => msg('Data'),
  time: () => msg('Time and dates'),
  interconnection: () => msg('Interconnection'),
  campaigns: () => msg('Campaigns'),
  survey: () => msg('Survey'),
  payment: () => msg('Payment and billing'),
};

/** What the palette calls a group of actions. */
export const groupWords = (group: ActionGroup): string => words[group]();
