/**
 * A JSON Schema (draft 2020-12) as the server describes what an action or an entity takes, with Waypost’s own marks:
 * `magic` for text with `{{variable.field}}`, `variable` for the path of one, `entity` for what is picked or named by its
 * reference, `entityId` for what is picked, `shownFor` for what has a place only beside certain values of other fields, `ownName`
 * for what no two rows have alike, with what a new row’s begins with, `set` for a list whose order says nothing, `secret` for
 * what is written and never read.
 */
export interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string | string[];
  title?: string;
  description?: string;
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema | boolean;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minItems?: number;
  maxItems?: number;
  magic?: boolean | string;
  variable?: boolean;
  entity?: string;
  entityId?: string;
  shownFor?: Record<string, readonly unknown[]>;
  ownName?: string;
  set?: boolean;
  secret?: boolean;
}

/** Where a value stands in another one. */
export type Path = readonly (string | number)[];

/** A fault, by the path of its field with points between, as `conditions.0.value`. */
export interface FieldError {
  path: string;
  message: string;
}

/** What a form shows for a schema. `schema` has the marks, title and limits of all that it was made of. */
export type Shape = { schema: JsonSchema; isNullable: boolean } & (
  | { is: 'text' | 'number' | 'boolean' | 'object' | 'entity' | 'json' }
  | { is: 'constant'; value: unknown }
  | { is: 'choice'; values: readonly unknown[] }
  | { is: 'list' | 'record'; item: JsonSchema }
  | { is: 'union'; members: readonly JsonSchema[] }
);

/** Some such entity, as a list of those to pick from shows it. */
export interface EntityFound {
  id: string;
  name: string;
  reference?: string;
}

/** Where a form finds what can be picked. `kind` is what the schema says: `queue`, `checkpoint`, `user` and so on. */
export interface EntitySource {
  /** Those whose name or reference has the text in it, the first few by name. */
  search(kind: string, text: string): Promise<readonly EntityFound[]>;
  /** The one with this id; undefined when it was deleted. */
  find(kind: string, id: string): Promise<EntityFound | undefined>;
  /** Whether a new one can be made without leaving the form, and what makes it; undefined when that was given up. */
  canCreate?(kind: string): boolean;
  create?(kind: string): Promise<EntityFound | undefined>;
}
