import { property } from 'lit/decorators.js';
import type { Checkpoint } from '../api-client/contract/checkpoint.ts';
import type { Waypost } from '../api-client/waypost.ts';
import { CheckpointChosenEvent } from './shared/checkpoint-events.ts';
import type { CheckpointValues } from './shared/checkpoint-form.ts';
import { checkpointSubject } from './shared/checkpoint-subject.ts';
import { define } from './shared/define.ts';
import { SettingsElement } from './shared/settings-element.ts';

export { CheckpointChosenEvent } from './shared/checkpoint-events.ts';

/**
 * The checkpoints of an organisation, for those who configure them: found, made, changed, copied and deleted, each as
 * far as the user's role allows it.
 *
 * @fires {CheckpointChosenEvent} waypost-checkpoint-chosen - a checkpoint was opened, or closed
 * @csspart root - everything
 * @csspart notice - what is said in place of the list
 */
export class WaypostCheckpointSettings extends SettingsElement<Checkpoint, CheckpointValues> {
  /** The client to ask; within a panel, the panel's. */
  @property({ attribute: false }) override client: Waypost | undefined;

  /** The checkpoint to open at once. */
  @property({ attribute: 'checkpoint-id' }) checkpointId = '';

  protected override readonly protects = 'checkpoints';

  protected override subjectOf(client: Waypost) {
    return checkpointSubject(client.checkpoints);
  }

  protected override get wantedId(): string {
    return this.checkpointId;
  }

  protected override set wantedId(id: string) {
    this.checkpointId = id;
  }

  protected override tellChosen(id: string | undefined): void {
    this.dispatchEvent(new CheckpointChosenEvent(id));
  }
}

define('waypost-checkpoint-settings', WaypostCheckpointSettings);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-checkpoint-settings': WaypostCheckpointSettings;
  }
}
