import { msg } from '@lit/localize';
import { property } from 'lit/decorators.js';
import type { ProtectedEntity } from '../api-client/contract/rights.ts';
import type { Waypost } from '../api-client/waypost.ts';
import { channelSubject } from './shared/channel-subject.ts';
import { CHANNELS } from './shared/channel-words.ts';
import { define } from './shared/define.ts';
import { EntityChosenEvent } from './shared/entity-events.ts';
import type { DefinedItem, EntityValues } from './shared/entity-form.ts';
import { entitySubject } from './shared/entity-subject.ts';
import { kindOfPath } from './shared/entity-words.ts';
import { peopleSubject } from './shared/people-subject.ts';
import { peopleKindOfPath } from './shared/people-words.ts';
import { SettingsElement } from './shared/settings-element.ts';
import type { SettingsSubject } from './shared/settings-subject.ts';

type Subject = SettingsSubject<DefinedItem, EntityValues>;

export { EntityChosenEvent } from './shared/entity-events.ts';

/**
 * What smart routings act on, one kind at a time: queues, calendars, templates and so on, found, made, changed, copied
 * and deleted, each as far as the user's role allows it. And so channels, users, teams, roles and profiles.
 *
 * @fires {EntityChosenEvent} waypost-entity-chosen - one was opened, or closed
 * @csspart root - everything
 * @csspart notice - what is said in place of the list
 */
export class WaypostEntitySettings extends SettingsElement<DefinedItem, EntityValues> {
  /** The client to ask; within a panel, the panel's. */
  @property({ attribute: false }) override client: Waypost | undefined;

  /** Which kind: as the API's paths name it, as `queues`, `users` or `channels`. */
  @property() kind = '';

  /** The entity to open at once. */
  @property({ attribute: 'entity-id' }) entityId = '';

  protected override get protects(): ProtectedEntity {
    return peopleKindOfPath(this.kind) ? 'users' : 'entities';
  }

  protected override subjectOf(client: Waypost): Subject | undefined {
    // What each is given is what it gave.
    if (this.kind === CHANNELS) return channelSubject(client) as Subject;
    const people = peopleKindOfPath(this.kind);
    if (people) return peopleSubject(client, people) as Subject;
    const kind = kindOfPath(this.kind);
    return kind && (entitySubject(client, kind) as Subject);
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
