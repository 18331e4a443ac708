import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Checkpoint } from '../../api-client/contract/checkpoint.ts';
import type { CheckpointsApi } from '../../api-client/waypost.ts';
import type { ConflictLine } from './settings-conflict.ts';
import { SettingsForm, type SettingsCalls } from './settings-form.ts';

export interface CheckpointValues {
  name: string;
  reference: string;
  alias: string;
}

/** One checkpoint in a dialog. */
export class CheckpointForm extends SettingsForm<Checkpoint, CheckpointValues> {
  protected override get newTitle(): string {
    return msg('New checkpoint');
  }

  protected override fields(): TemplateResult {
    return html`${this.field('alias', msg('Alias'), { most: 30 })}
      <p class="quiet small">
        ${msg('The alias is what a chip shows, at most 30 characters. Without one, it shows the name.')}
      </p>`;
  }

  protected override conflictLines(
    { alias }: Checkpoint,
    mine: CheckpointValues,
  ): ConflictLine[] {
    return [{ label: msg('Alias'), theirs: alias ?? '', mine: mine.alias.trim() }];
  }
}

/** The calls of a checkpoint's form. */
export function checkpointCalls(
  api: CheckpointsApi,
): SettingsCalls<Checkpoint, CheckpointValues> {
  const draftOf = ({ name, reference, alias }: CheckpointValues) => ({
    name,
    reference,
    alias: alias.trim() || null,
  });
  return {
    none: { name: '', reference: '', alias: '' },
    valuesOf: ({ name, reference, alias }) => ({ name, reference, alias: alias ?? '' }),
    read: (id) => api.read(id),
    usage: (id) => api.usage(id),
    create: (values) => api.create(draftOf(values)),
    duplicate: (id, values) => api.duplicate(id, draftOf(values)),
    change: (id, revision, values) => api.change(id, revision, draftOf(values)),
  };
}
