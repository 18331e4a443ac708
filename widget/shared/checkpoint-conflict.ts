import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Checkpoint } from '../../api-client/contract/checkpoint.ts';
import type { CheckpointValues } from './checkpoint-form.ts';
import { durationWords } from './time.ts';

/** Somebody else saved a checkpoint while it was being edited: both are shown, and one is kept. */
export function conflictTable(
  theirs: Checkpoint,
  mine: CheckpointValues,
  { keepTheirs, keepMine }: { keepTheirs: () => void; keepMine: () => void },
): TemplateResult {
  const ago = durationWords(Math.max(1000, Date.now() - Date.parse(theirs.updatedAt)));
  const who = theirs.updatedBy ?? msg('Somebody');
  const line = (label: string, one: string, other: string) =>
    html`<tr class=${one === other ? 'same' : 'other'}>
      <th scope="row">${label}</th>
      <td><bdi>${one || '–'}</bdi></td>
      <td><bdi>${other || '–'}</bdi></td>
    </tr>`;
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
        ${line(msg('Name'), theirs.name, mine.name.trim())}
        ${line(msg('Reference'), theirs.reference, mine.reference.trim())}
        ${line(msg('Alias'), theirs.alias ?? '', mine.alias.trim())}
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
