import { html, type PropertyValues, type TemplateResult } from 'lit';
import type { Waypost } from '../../api-client/waypost.ts';
import { checkpointSubject } from './checkpoint-subject.ts';
import { define } from './define.ts';
import { dialogStyles } from './dialog-styles.ts';
import { WaypostElement } from './element.ts';
import { entitySubject } from './entity-subject.ts';
import { entityKindWords } from './entity-words.ts';
import { fieldStyles } from './field-styles.ts';
import { KeptDrafts } from './kept-drafts.ts';
import type { EntityFound } from './schema-types.ts';
import type { SettingsFormHost, SettingsValues } from './settings-form.ts';
import type { SettingsItem } from './settings-rows.ts';
import { settingsStyles } from './settings-styles.ts';
import type { SettingsSubject } from './settings-subject.ts';

/** What is to be made, and who is told what came of it. */
export interface NewEntity {
  client: Waypost;
  /** As schemas name it: `checkpoint`, or one of the Maker’s entities. */
  kind: string;
  userId: string;
  done(made: EntityFound | undefined): void;
}

/**
 * A dialog over a form that is to pick an entity or a checkpoint: another one is made without leaving it. It has a shadow
 * root of its own, so that neither form takes anything of the other’s for its own.
 */
export class WaypostNewEntity extends WaypostElement {
  static override styles = [
    ...WaypostElement.styles,
    fieldStyles,
    dialogStyles,
    settingsStyles,
  ];

  /** Set before it is put into a page. */
  wanted: NewEntity | undefined;

  #form: ReturnType<typeof newForm> | undefined;
  #made: EntityFound | undefined;

  protected override willUpdate(_changed: PropertyValues): void {
    if (this.#form || !this.wanted) return;
    const { done } = this.wanted;
    this.#form = newForm(this.wanted, {
      find: <Found extends HTMLElement>(selector: string) => this.find<Found>(selector),
      changed: () => this.requestUpdate(),
      updated: () => this.updateComplete,
      saved: (saved) => (this.#made = saved),
      closed: () => done(this.#made),
    });
  }

  protected override firstUpdated(): void {
    this.#form?.open();
  }

  protected override render(): TemplateResult {
    return html`${this.#form?.render()}`;
  }
}

function newForm({ client, kind, userId }: NewEntity, host: SettingsFormHost<SettingsItem>) {
  const formOf = <Item extends SettingsItem, Values extends SettingsValues>({
    key,
    form,
  }: SettingsSubject<Item, Values>) =>
    form({ is: 'new' }, new KeptDrafts(`${key} ${userId}`), host);
  if (kind === 'checkpoint') return formOf(checkpointSubject(client.checkpoints));
  const words = entityKindWords().find((each) => each.kind === kind);
  return formOf(entitySubject(client, words!)); // nothing else is offered to be made
}

/** Shows the dialog in the place where the other one stands; undefined when it was given up. */
export function makeEntity(
  place: Element,
  wanted: Omit<NewEntity, 'done'>,
): Promise<EntityFound | undefined> {
  return new Promise((resolve) => {
    const element = document.createElement('waypost-new-entity');
    const done = (made: EntityFound | undefined) => {
      element.remove();
      resolve(made);
    };
    element.wanted = { ...wanted, done };
    place.append(element);
  });
}

define('waypost-new-entity', WaypostNewEntity);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-new-entity': WaypostNewEntity;
  }
}
