import { html, type PropertyValues, type TemplateResult } from 'lit';
import type { Waypost } from '../../api-client/waypost.ts';
import { define } from './define.ts';
import { dialogStyles } from './dialog-styles.ts';
import { WaypostElement } from './element.ts';
import type { EntityItem, EntityValues } from './entity-form.ts';
import { entitySubject } from './entity-subject.ts';
import type { EntityKindWords } from './entity-words.ts';
import { fieldStyles } from './field-styles.ts';
import { KeptDrafts } from './kept-drafts.ts';
import type { EntityFound } from './schema-types.ts';
import type { SettingsDraft, SettingsForm } from './settings-form.ts';
import { settingsStyles } from './settings-styles.ts';

/** What is to be made, and who is told what came of it. */
export interface NewEntity {
  client: Waypost;
  kind: EntityKindWords;
  userId: string;
  done(made: EntityFound | undefined): void;
}

/**
 * A dialog over a form that is to pick an entity: another one is made without leaving it. It has a shadow root of its own, so
 * that neither form takes anything of the other’s for its own.
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

  #form: SettingsForm<EntityItem, EntityValues> | undefined;
  #made: EntityFound | undefined;

  protected override willUpdate(_changed: PropertyValues): void {
    if (this.#form || !this.wanted) return;
    const { client, kind, userId, done } = this.wanted;
    const { key, form } = entitySubject(client, kind);
    const drafts = new KeptDrafts<SettingsDraft<EntityItem, EntityValues>>(`${key} ${userId}`);
    this.#form = form({ is: 'new' }, drafts, {
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
