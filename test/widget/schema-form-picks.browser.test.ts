import { beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { all, click, expectAccessible, one, press, text } from './page.ts';
import {
  control,
  ID,
  last,
  object,
  queues,
  resetForm,
  shown,
  source,
} from './schema-form-page.ts';

beforeEach(resetForm);

describe('<waypost-schema-form>', () => {
  describe('variables in a text', () => {
    const schema = object({
      message: { type: 'string', maxLength: 4096, title: 'Message', magic: true },
    });

    test('are offered after two braces, and taken by Enter', async () => {
      const form = await shown(schema, { message: 'Hello !' });
      const area = control<HTMLTextAreaElement>(form, 'Message');
      area.focus();
      area.setSelectionRange(6, 6);
      await press('{{{{na');
      expect(all('option').map((option) => text(option))).toEqual(['customer.name']);
      expect(area.getAttribute('aria-activedescendant')).toBe(all('option')[0]!.id);
      await expectAccessible();
      await press('{Enter}');
      expect(last()).toEqual({ message: 'Hello {{customer.name}}!' });
      expect(area.selectionStart).toBe(23);
      await press('x');
      expect(last()).toEqual({ message: 'Hello {{customer.name}}x!' });
    });

    test('are moved through by arrows, and left by Escape, which goes no further', async () => {
      const form = await shown(schema, { message: '' });
      let escaped = 0;
      document.body.addEventListener(
        'keydown',
        ({ key }) => (escaped += Number(key === 'Escape')),
      );
      control<HTMLTextAreaElement>(form, 'Message').focus();
      await press('{{{{');
      await press('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}');
      expect(text(all('option').find((option) => option.ariaSelected === 'true'))).toBe(
        'order.total',
      );
      await press('{Escape}');
      expect(all('option')).toEqual([]);
      expect(escaped).toBe(0);
      expect(last()).toEqual({ message: '{{' });
    });

    test('are put in by a button where the caret is', async () => {
      const form = await shown(schema, { message: 'ab' });
      control<HTMLTextAreaElement>(form, 'Message').setSelectionRange(1, 1);
      await click(one('button', 'Insert a variable: Message'));
      await press('{Enter}');
      expect(last()).toEqual({ message: 'a{{customer.number}}b' });
    });
  });

  describe('an entity', () => {
    const schema = object({
      queue: {
        title: 'Queue',
        entity: 'queue',
        anyOf: [object({ id: { type: 'string' } }), object({ reference: { type: 'string' } })],
      },
    });

    test('is found by typing, and shown by its name', async () => {
      const form = await shown(schema);
      const field = control(form, 'Choose');
      field.focus();
      await press('repa');
      await expect
        .poll(() => all('option').map((option) => text(option)))
        .toEqual(['Repairs repairs']);
      await expectAccessible();
      await press('{Enter}');
      expect(last()).toEqual({ queue: { id: queues[1]!.id } });
      expect(field.value).toBe('Repairs');
    });

    test('is named by its reference, and what was picked comes back', async () => {
      const form = await shown(schema, { queue: { id: ID } });
      await expect.poll(() => control(form, 'Choose').value).toBe('Orders');
      await click(control(form, 'By its reference'));
      await userEvent.fill(control(form, 'Reference'), '{{order.queue}}');
      expect(last()).toEqual({ queue: { reference: '{{order.queue}}' } });
      await click(control(form, 'Chosen from the list'));
      expect(last()).toEqual({ queue: { id: ID } });
      expect(control(form, 'Choose').value).toBe('Orders');
    });

    test('that is no more says so, and stays until another one is picked', async () => {
      const gone = '01939f9e-0000-7000-8000-00000000dead';
      const form = await shown(schema, { queue: { id: gone } });
      await expect.poll(() => text()).toContain('What was picked here was deleted.');
      control(form, 'Choose').focus();
      await press('xyz');
      await expect.poll(() => text()).toContain('Nothing is called so.');
      control(form, 'Choose').blur();
      await form.updateComplete;
      expect(control(form, 'Choose').value).toBe('');
      expect(form.filledValue).toEqual({ queue: { id: gone } });
    });

    test('is made without leaving the form', async () => {
      const create = () => Promise.resolve({ id: ID, name: 'Orders' });
      const form = await shown(schema, undefined, { source: { ...source, create } });
      await click(one('button', 'New… Choose'));
      await expect.poll(last).toEqual({ queue: { id: ID } });
      expect(control(form, 'Choose').value).toBe('Orders');
    });
  });
});
