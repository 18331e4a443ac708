import { expect } from 'vitest';
import {
  type EntitySource,
  type JsonSchema,
  type SchemaChangeEvent,
  type WaypostSchemaForm,
} from '../../widget/shared/schema-form.ts';
import { resetPage, show, text } from './page.ts';

export const ID = '01939f9e-0000-7000-8000-000000000001';
export const queues = [
  { id: ID, name: 'Orders', reference: 'orders' },
  { id: '01939f9e-0000-7000-8000-000000000002', name: 'Repairs', reference: 'repairs' },
];
export const source: EntitySource = {
  search: (_, words) =>
    Promise.resolve(
      queues.filter(({ name }) => name.toLowerCase().includes(words.toLowerCase())),
    ),
  find: (_, id) => Promise.resolve(queues.find((queue) => queue.id === id)),
};
export const variables = ['customer.number', 'customer.name', 'order.total'];

/** What the form has told. */
export const heard: SchemaChangeEvent[] = [];

/** A clean page, on which nothing has changed. */
export function resetForm(): void {
  resetPage();
  heard.length = 0;
}

export async function shown(
  schema: JsonSchema,
  value?: unknown,
  more: Partial<WaypostSchemaForm> = {},
  width = 700,
): Promise<WaypostSchemaForm> {
  const form = await show(
    'waypost-schema-form',
    { schema, value, variables, source, ...more },
    width,
  );
  form.addEventListener('waypost-schema-change', (event) => heard.push(event));
  return form;
}

export const object = (
  properties: Record<string, JsonSchema>,
  required = Object.keys(properties),
) => ({
  type: 'object',
  properties,
  required,
});
export const deep = (form: WaypostSchemaForm, selector: string): HTMLElement[] => [
  ...form.renderRoot.querySelectorAll<HTMLElement>(selector),
];
/** The control that is labelled so. */
export const control = <Found extends HTMLElement = HTMLInputElement>(
  form: WaypostSchemaForm,
  label: string | RegExp,
): Found => {
  const words = (node: HTMLElement) => text(node).replace(' (required)', '');
  const found = deep(form, 'label').filter((node) =>
    typeof label === 'string' ? words(node) === label : label.test(words(node)),
  );
  expect(found, `one ‘${String(label)}’ in: ${text()}`).toHaveLength(1);
  return (found[0] as HTMLLabelElement).control as Found;
};
export const last = (): unknown => heard.at(-1)?.value;
