import type { TemplateResult } from 'lit';
import type { DialogHost } from './dialog-host.ts';
import type { WantedFile } from './file-export.ts';
import type { SettingsQuestion } from './settings-list.ts';

/** A dialog that stands in the settings. */
export interface ShownDialog {
  render(): TemplateResult;
  open(): void;
  close(): void;
}

export interface ImportHost extends DialogHost {
  /** It was done: what to say of it. */
  imported(outcome: TemplateResult | string): void;
}

/** How what the settings list goes into a file, and perhaps comes out of one again. */
export interface SettingsFiles<Sort extends string> {
  /** All that a question finds. */
  export(question: SettingsQuestion<Sort>): WantedFile;
  /** Undefined where it only goes out. */
  import?(host: ImportHost): ShownDialog;
}
