import type { nothing, TemplateResult } from 'lit';
import type { KeptDrafts } from './kept-drafts.ts';
import type { SettingsWords } from './settings-bars.ts';
import type { SettingsDeletionHost } from './settings-deletion.ts';
import type { SettingsFiles, ShownDialog } from './settings-files.ts';
import type {
  SettingsDraft,
  SettingsForm,
  SettingsFormHost,
  SettingsTask,
  SettingsValues,
} from './settings-form.ts';
import type { AskList } from './settings-list.ts';
import type { SettingsColumn, SettingsItem } from './settings-rows.ts';

type Column = 'name' | 'reference' | 'alias' | 'username';
export type Sort = Column | `-${Column}`;

/** One kind of things as its settings list, edit and delete it, of one client. */
export interface SettingsSubject<Item extends SettingsItem, Values extends SettingsValues> {
  /** What the drafts are kept by, besides the user. */
  key: string;
  words: SettingsWords;
  columns: readonly SettingsColumn<Item, Sort>[];
  list: AskList<Item, Sort>;
  /** Whether a row of the list has all that is edited. */
  isWhole: boolean;
  read(id: string): Promise<Item>;
  form(
    task: SettingsTask<Item>,
    drafts: KeptDrafts<SettingsDraft<Item, Values>>,
    host: SettingsFormHost<Item>,
  ): SettingsForm<Item, Values>;
  /** The dialog that asks before some of them are deleted. */
  deletion(items: readonly Item[], host: SettingsDeletionHost): ShownDialog;
  /** Undefined where it goes into no file. */
  files?: SettingsFiles<Sort> | undefined;
  /** What is said, once, of one that was just saved. */
  told?(saved: Item): TemplateResult | typeof nothing;
  /** The most that are deleted together; 1: one by one. */
  mostDeleted: number;
}
