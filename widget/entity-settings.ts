import { msg } from '@lit/localize';
import { property } from 'lit/decorators.js';
import type { Waypost } from '../api-client/waypost.ts';
import { define } from './shared/define.ts';
import { EntityChosenEvent } from './shared/entity-events.ts';
import type { EntityItem, EntityValues } from './shared/entity-form.ts';
import { entitySubject } from './shared/entity-subject.ts';
import { kindOfPath } from './shared/entity-words.ts';
import { SettingsElement } from './shared/settings-element.ts';

export { EntityChosenEvent } from './shared/entity-events.ts';

/**
 * What smart routings act on, one kind at a time: queues, calendars, templates and so on, found, made, changed, copied
 * and deleted, each as far as the user's role allows it.
 *
 * @fires {EntityChosenEvent} waypost-entity-chosen - one was opened, or closed
 * @csspart root - everything
 * @csspart notice - what is said in place of the list
 */
export class WaypostEntitySettings extends SettingsElement<EntityItem, EntityValues> {
  /** The client to ask; within a panel, the panel's. */
  @property({ attribute: false }) override client: Waypost | undefined;

  /** Which kind: as the API's paths name it, as `queues`. */
  @property() kind = '';

  /** The entity to open at once. */
  @property({ attribute: 'entity-id' }) entityId = '';

  protected override readonly protects = 'entities';

  protected override subjectOf(client: Waypost) {
    const kind = kindOfPath(this.kind);
    return kind && entitySubject(client, kind);
  }

  protected override get missing(): string {
    return this.kind
      ? msg('There is no such kind of settings.')
      : msg('This page has not said which settings to show.');
  }

  protected override get wantedId(): string {
    return this.entityId;
  }

  protected override set wantedId(id: string) {
    this.entityId = id;
  }

  protected override tellChosen(id: string | undefined): void {
    this.dispatchEvent(new EntityChosenEvent(this.kind, id));
  }
}

define('waypost-entity-settings', WaypostEntitySettings);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-entity-settings': WaypostEntitySettings;
  }
}
