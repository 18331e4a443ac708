import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { durationWords } from './time.ts';

/** One thing that two versions say: with the words of each. */
export interface ConflictLine {
  label: string;
  theirs: string;
  mine: string;
}

/** Somebody else saved it while it was being edited: both are shown, and one is kept. */
export function conflictTable(
  theirs: { updatedAt: string; updatedBy: string | null },
  lines: readonly ConflictLine[],
  { keepTheirs, keepMine }: { keepTheirs: () => void; keepMine: () => void },
): TemplateResult {
  const ago = durationWords(Math.max(1000, Date.now() - Date.parse(theirs.updatedAt)));
  const who = theirs.updatedBy ?? msg('Somebody');
  return html`<div class="conflict" role="alert">
    <b>${msg(str`${who} changed it ${ago} ago.`)}</b> ${msg('Which one is to be kept?')}
    <table>
      <thead>
        <tr>
          <td></td>
          <th scope="col">${msg('Theirs')}</th>
          <th scope="col">${msg('Your own')}</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          ({ label, theirs, mine }) =>
            html`<tr class=${theirs === mine ? 'same' : 'other'}>
              <th scope="row">${label}</th>
              <td><bdi>${theirs || '–'}</bdi></td>
              <td><bdi>${mine || '–'}</bdi></td>
            </tr>`,
        )}
      </tbody>
    </table>
    <div class="ends">
      <button type="button" class="line" @click=${keepTheirs}>${msg('Keep theirs')}</button>
      <button type="button" class="line" name="keep-mine" @click=${keepMine}>
        ${msg('Save mine over it')}
      </button>
    </div>
  </div>`;
}
