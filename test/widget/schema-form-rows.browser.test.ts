import { beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { z } from 'zod';
import { entityDefinitions } from '../../api-client/contract/entities/index.ts';
import type { JsonSchema } from '../../widget/shared/schema-form.ts';
import { all, click, expectAccessible, focused, one, press, text } from './page.ts';
import { deep, last, object, resetForm, shown } from './schema-form-page.ts';

beforeEach(resetForm);

const schemaOf = (kind: keyof typeof entityDefinitions): JsonSchema => {
  const schema: z.ZodType = entityDefinitions[kind];
  return { ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) } as JsonSchema; // as the server sends it
};
const letters = object({
  rows: {
    type: 'array',
    title: 'Rows',
    items: object({ name: { type: 'string', title: 'Name' } }),
  },
});
const rows = (...names: string[]) => ({ rows: names.map((name) => ({ name })) });

describe('rows of a form', { timeout: 60_000 }, () => {
  test('are dragged by their number', async () => {
    const form = await shown(letters, rows('a', 'b', 'c', 'd'));
    const handles = () => deep(form, '.handle');
    await userEvent.dragAndDrop(handles()[0]!, handles()[2]!);
    expect(last()).toEqual(rows('b', 'c', 'a', 'd'));
    await userEvent.dragAndDrop(handles()[3]!, handles()[0]!);
    expect(last()).toEqual(rows('d', 'b', 'c', 'a'));
    expect(deep(form, '.dragged, .drop-above, .drop-below')).toEqual([]);
  });

  test('stay where they are when a drag is broken off', async () => {
    const form = await shown(letters, rows('a', 'b'));
    const [first, second] = deep(form, '.handle') as [HTMLElement, HTMLElement];
    const { left, top } = second.getBoundingClientRect();
    const pointer = (type: string, y: number) =>
      first.dispatchEvent(
        new PointerEvent(type, {
          pointerId: 1,
          button: 0,
          clientX: left,
          clientY: y,
          bubbles: true,
        }),
      );
    first.setPointerCapture = () => undefined; // no real pointer has it
    pointer('pointerdown', first.getBoundingClientRect().top);
    pointer('pointermove', top + 200);
    expect(deep(form, '.drop-below')).toHaveLength(1);
    await press('{Escape}');
    pointer('pointerup', top + 200);
    expect(form.value).toEqual(rows('a', 'b'));
    expect(deep(form, '.dragged, .drop-below')).toEqual([]);
  });

  test('one alone, and those that can only be read, have no handle', async () => {
    const form = await shown(letters, rows('a'));
    expect(deep(form, '.handle')).toEqual([]);
    const other = await shown(letters, rows('a', 'b'), { readonly: true });
    expect(deep(other, '.handle, .tools')).toEqual([]);
  });

  test('are copied with a name of their own, and the keyboard goes into the copy', async () => {
    const form = await shown(schemaOf('survey'), {
      questions: [{ id: 'stars', title: 'How was it?', required: true }],
    });
    await click(one('button', 'Duplicate: Questions 1'));
    expect((focused() as HTMLInputElement).value).toBe('stars2');
    expect(last()).toMatchObject({
      questions: [
        { id: 'stars', title: 'How was it?', required: true },
        { id: 'stars2', title: 'How was it?', required: true },
      ],
    });
    await click(one('button', '+ Add: Questions'));
    expect(last()).toMatchObject({ questions: [{}, {}, { id: 'question1', title: '' }] });
    expect(form.faultsNow()).toMatchObject([{ path: 'questions.2.title' }]);
    await expectAccessible();
  });

  test('show what belongs to their kind, and keep it while another one is looked at', async () => {
    const form = await shown(schemaOf('survey'), {
      questions: [{ id: 'why', title: 'Why?', type: 'choice', choices: ['Price', 'Time'] }],
    });
    expect(text()).toContain('Choices');
    await userEvent.selectOptions(deep(form, 'select')[0]!, 'Yes no');
    expect(last()).toMatchObject({ questions: [{ type: 'yes-no', choices: [] }] });
    expect(text()).not.toContain('Choices');
    await userEvent.selectOptions(deep(form, 'select')[0]!, 'Choice');
    expect(last()).toMatchObject({
      questions: [{ type: 'choice', choices: ['Price', 'Time'] }],
    });
    await expectAccessible();
  });

  test('within rows move and are copied by themselves: the fields of a campaign’s layout', async () => {
    const field = (name: string, more = {}) => ({ name, ...more });
    await shown(schemaOf('campaign'), {
      channel: 'sms',
      layouts: [{ id: 'order', name: 'Order', fields: [field('amount'), field('due')] }],
    });
    await click(one('button', 'Move up: Fields 2'));
    expect(last()).toMatchObject({ layouts: [{ fields: [field('due'), field('amount')] }] });
    await click(one('button', 'Duplicate: Fields 1'));
    await click(one('button', 'Duplicate: Layouts 1'));
    const fields = [field('due'), field('due2'), field('amount')];
    expect(last()).toMatchObject({
      layouts: [
        { id: 'order', fields },
        { id: 'order2', fields },
      ],
    });
    expect(text()).not.toContain('Proposed values');
    expect(all('button', '+ Add: Fields')).toHaveLength(2);
    await expectAccessible();
  });
});
