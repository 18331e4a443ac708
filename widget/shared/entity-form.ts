import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { EntitySummary } from '../../api-client/contract/entities/index.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import type { EntityExtra } from './entity-extras.ts';
import { errorWords } from './error-words.ts';
import type { Wrong } from './form-field.ts';
import type { KeptDrafts } from './kept-drafts.ts';
import { failedNotice, loadingNotice } from './notices.ts';
import { schemaDifferences } from './schema-differences.ts';
import type { SchemaView } from './schema-field.ts';
import './schema-form.ts';
import type { SchemaChangeEvent, WaypostSchemaForm } from './schema-form.ts';
import { withoutSecrets } from './schema-secrets.ts';
import type { EntitySource, FieldError, JsonSchema } from './schema-types.ts';
import type { ConflictLine } from './settings-conflict.ts';
import type { SettingsItem } from './settings-rows.ts';
import {
  SettingsForm,
  type SettingsCalls,
  type SettingsDraft,
  type SettingsFormHost,
  type SettingsTask,
  type SettingsValues,
} from './settings-form.ts';

/** As lists have it, and once it was asked for with its definition. */
export type EntityItem = EntitySummary & { definition?: Record<string, unknown> };

/** Whatever such a form is for. */
export type DefinedItem = SettingsItem & { definition?: Record<string, unknown> };

export interface EntityValues extends SettingsValues {
  definition: unknown;
}

/** What an entity's form needs besides its calls. */
export interface EntityFormParts<Item> {
  /** What one is called. */
  one: string;
  /** Whether there are references. */
  hasReference: boolean;
  /** The JSON Schema of the kind's definition. */
  schema(): Promise<JsonSchema>;
  /** `place` is where dialogs stand. */
  source(place: () => Element | null | undefined): EntitySource;
  /** What is drawn in the place of fields. */
  views: Readonly<Record<string, SchemaView>>;
  /** What stands below the fields. */
  extra?(task: SettingsTask<Item>): EntityExtra | undefined;
}

const PREFIX = 'definition';

/** One entity in a dialog: its name, its reference, and what its kind's schema asks for. */
export class EntityForm<Item extends DefinedItem> extends SettingsForm<Item, EntityValues> {
  readonly #parts: EntityFormParts<Item>;
  readonly #extra: EntityExtra | undefined;
  readonly #source: EntitySource;
  #schema: JsonSchema | undefined;
  #failure: WaypostError | undefined;
  /** Of the definition, as the server said them last. */
  #errors: readonly FieldError[] = [];

  constructor(
    task: SettingsTask<Item>,
    calls: SettingsCalls<Item, EntityValues>,
    drafts: KeptDrafts<SettingsDraft<Item, EntityValues>>,
    host: SettingsFormHost<Item>,
    parts: EntityFormParts<Item>,
  ) {
    super(task, calls, drafts, host);
    this.#parts = parts;
    this.#extra = parts.extra?.(this.task);
    this.#source = parts.source(() => this.element?.parentElement);
    void this.#load();
  }

  async #load(): Promise<void> {
    this.#failure = undefined;
    try {
      this.#schema = await this.#parts.schema();
    } catch (error) {
      this.#failure = error as WaypostError; // the client fails with nothing else
    }
    this.host.changed();
  }

  protected override get newTitle(): string {
    return msg(str`New: ${this.#parts.one}`);
  }

  protected override get hasReference(): boolean {
    return this.#parts.hasReference;
  }

  /** A secret is not kept over a reload: other programs of the page, and the disk, could have it. */
  protected override keptOf(values: EntityValues): EntityValues {
    return { ...values, definition: this.#withoutSecrets(values.definition) };
  }

  #withoutSecrets(definition: unknown): unknown {
    return this.#schema ? withoutSecrets(this.#schema, definition) : definition;
  }

  protected override fields(): TemplateResult {
    if (this.#failure)
      return failedNotice(
        msg('Could not load the form'),
        errorWords(this.#failure),
        () => void this.#load(),
      );
    if (!this.#schema) return loadingNotice(msg('Loading the form…'));
    return html`<waypost-schema-form
        .schema=${this.#schema}
        .value=${this.values.definition}
        .errors=${this.#errors}
        .source=${this.#source}
        .views=${this.#parts.views}
        ?readonly=${this.isRead}
        @waypost-schema-change=${this.#changed}
      ></waypost-schema-form>
      ${this.#extra?.({ isReadOnly: this.isRead, values: this.values, schema: this.#schema })}`;
  }

  #changed = ({ value }: SchemaChangeEvent): void => {
    this.take({ ...this.values, definition: value });
    if (this.#extra) this.host.changed();
  };

  get #form(): WaypostSchemaForm | null | undefined {
    return this.element?.querySelector('waypost-schema-form');
  }

  protected override otherFaults(): ReadonlyMap<string, string> {
    const faults = this.#form?.faultsNow() ?? [];
    return new Map(faults.map(({ path, message }) => [`${PREFIX}.${path}`, message]));
  }

  protected override showWrong(wrong: Wrong): void {
    this.#errors = [...wrong]
      .filter(([path]) => path === PREFIX || path.startsWith(`${PREFIX}.`))
      .map(([path, message]) => ({ path: path.slice(PREFIX.length + 1), message }));
    this.host.changed();
    const [first] = this.#errors;
    const isFirst = ![...wrong.keys()].some((path) => path === 'name' || path === 'reference');
    if (first && isFirst)
      void this.host.updated().then(() => this.#form?.focusField(first.path));
  }

  protected override conflictLines(theirs: Item, mine: EntityValues): ConflictLine[] {
    const schema = this.#schema;
    if (!schema) return [];
    return schemaDifferences(schema, theirs.definition, this.#withoutSecrets(mine.definition));
  }
}
