import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Right } from '../../api-client/contract/rights.ts';
import { exportTool } from './history-tools.ts';
import { importIcon } from './icons.ts';

/** What stands above a list of the settings. */
export interface SettingsTools {
  words: string;
  /** What the search looks at, where it is not name and reference. */
  searched: string | undefined;
  /** The words of the button that makes a new one. */
  add: string;
  /** Undefined where it goes into no file. */
  files: { isExporting: boolean; export(): void; import: (() => void) | undefined } | undefined;
  may(right: Right): boolean;
  type(event: Event): void;
  search(): void;
  make(): void;
}

/** The search, and what is done with all that is listed or with none yet, as far as the role allows it. */
export function settingsTools(tools: SettingsTools): TemplateResult {
  const { may, files, searched } = tools;
  return html`<div class="head fields" role="search">
    <label class="search"
      ><span class="unseen"
        >${searched ? msg(str`Search by: ${searched}`) : msg('Search by name or reference')}</span
      >
      <input
        type="search"
        maxlength="100"
        placeholder=${searched ?? msg('Name or reference')}
        .value=${tools.words}
        @input=${tools.type}
        @change=${tools.search}
      />
    </label>
    <span class="space"></span>
    ${files ? exportTool(files.isExporting, files.export) : nothing}
    ${
      files?.import && may('create') && may('modify')
        ? html`<button class="line" aria-haspopup="dialog" @click=${files.import}>
            ${importIcon}${msg('Import…')}
          </button>`
        : nothing
    }
    ${
      may('create')
        ? html`<button class="main new" @click=${tools.make}>${tools.add}</button>`
        : nothing
    }
  </div>`;
}
