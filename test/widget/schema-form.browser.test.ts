import { beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { all, click, expectAccessible, focused, one, press, text } from './page.ts';
import { control, deep, last, object, resetForm, shown } from './schema-form-page.ts';

beforeEach(resetForm);

describe('<waypost-schema-form>', () => {
  describe('a text', () => {
    test('says how long it is only near its limit, and what is too long', async () => {
      const form = await shown(
        object({ name: { type: 'string', title: 'Name', maxLength: 30 } }),
      );
      await userEvent.type(control(form, 'Name'), 'short');
      expect(text()).not.toContain('/ 30');
      await userEvent.fill(control(form, 'Name'), 'a'.repeat(31));
      expect(text()).toContain('31 / 30');
      expect(form.check()).toBe(false);
      await form.updateComplete;
      expect(text()).toContain('At most 30 characters; these are 31.');
      await expectAccessible();
    });

    test('of a hundred thousand characters keeps up', async () => {
      const form = await shown(
        object({ html: { type: 'string', maxLength: 100_000, magic: true } }),
        {
          html: 'x'.repeat(99_000),
        },
      );
      const area = control<HTMLTextAreaElement>(form, /^HTML/);
      area.focus();
      area.setSelectionRange(99_000, 99_000);
      await press(' and on');
      expect(last()).toEqual({ html: `${'x'.repeat(99_000)} and on` });
    });
  });

  describe('a number', () => {
    const schema = object({
      seconds: { type: 'integer', minimum: 5, maximum: 300, title: 'Seconds' },
    });

    test('says its limits, and keeps what is none', async () => {
      const form = await shown(schema, { seconds: 30 });
      expect(text()).toContain('5–300');
      await userEvent.fill(control(form, 'Seconds'), '12x');
      expect(last()).toEqual({ seconds: '12x' });
      expect(form.check()).toBe(false);
      await form.updateComplete;
      expect(text()).toContain('Write a number.');
      await userEvent.fill(control(form, 'Seconds'), '45');
      expect(last()).toEqual({ seconds: 45 });
      expect(text()).not.toContain('Write a number.');
    });

    test('that need not be there is nothing when it is emptied', async () => {
      const form = await shown(
        object({
          wait: {
            anyOf: [{ type: 'integer' }, { type: 'null' }],
            default: null,
            title: 'Wait',
          },
        }),
        { wait: 3 },
      );
      await userEvent.clear(control(form, 'Wait'));
      expect(last()).toEqual({ wait: null });
    });
  });

  describe('what is wrong', () => {
    const schema = object({
      conditions: {
        type: 'array',
        title: 'Conditions',
        items: object({ value: { type: 'string', title: 'Value' } }),
      },
    });
    const errors = [{ path: 'conditions.1.value', message: 'Not this.' }];

    test('is said beside its field and above, from where one gets there', async () => {
      const form = await shown(
        schema,
        { conditions: [{ value: 'a' }, { value: 'b' }] },
        { errors },
      );
      await click(one('button', 'Conditions 2, Value'));
      const field = focused() as HTMLInputElement;
      expect(field.value).toBe('b');
      expect(field.getAttribute('aria-invalid')).toBe('true');
      const described = field.getAttribute('aria-describedby')!;
      expect(text(deep(form, `#${CSS.escape(described)}`)[0])).toBe('Not this.');
      await expectAccessible();
    });

    test('is not said any more of what was changed', async () => {
      await shown(schema, { conditions: [{ value: 'a' }, { value: 'b' }] }, { errors });
      await click(one('button', 'Conditions 2, Value'));
      await press('c');
      expect(text()).not.toContain('Not this.');
    });
  });

  describe('rows', () => {
    const schema = object({
      names: {
        type: 'array',
        title: 'Names',
        items: object({ name: { type: 'string', title: 'Name', default: '' } }),
        minItems: 1,
        maxItems: 3,
      },
    });

    test('are added, moved and taken away by button, and the keyboard stays with them', async () => {
      const form = await shown(schema, { names: [{ name: 'a' }] });
      expect(all('button', /^Remove/)).toEqual([]); // one there must be
      await click(one('button', '+ Add: Names'));
      await press('b');
      expect(last()).toEqual({ names: [{ name: 'a' }, { name: 'b' }] });
      await click(one('button', 'Move up: Names 2'));
      expect(last()).toEqual({ names: [{ name: 'b' }, { name: 'a' }] });
      expect(focused()?.ariaLabel).toBe('Move down: Names 1');
      await click(one('button', '+ Add: Names'));
      expect(all('button', '+ Add: Names')).toEqual([]);
      expect(text()).toContain('There are 3, and no more are taken.');
      await click(one('button', 'Remove: Names 2'));
      expect(last()).toEqual({ names: [{ name: 'b' }, { name: '' }] });
      expect(focused()?.ariaLabel).toBe('Remove: Names 2');
      expect(form.value).toEqual(last());
      await expectAccessible();
    });

    test('are moved by Alt and an arrow from within', async () => {
      const form = await shown(schema, { names: [{ name: 'a' }, { name: 'b' }] });
      deep(form, 'input')[0]!.focus();
      await press('{Alt>}{ArrowDown}{/Alt}');
      expect(last()).toEqual({ names: [{ name: 'b' }, { name: 'a' }] });
      expect((focused() as HTMLInputElement).value).toBe('a');
    });
  });

  describe('a union', () => {
    const schema = object({
      maximum: {
        title: 'Maximum',
        oneOf: [
          object({
            kind: { const: 'number' },
            value: { type: 'integer', title: 'Interactions' },
          }),
          object({ kind: { const: 'percent' }, share: { type: 'integer', title: 'Share' } }),
        ],
      },
    });

    test('keeps what was typed when it is switched there and back', async () => {
      const form = await shown(schema, { maximum: { kind: 'number', value: 12 } });
      const choice = control<HTMLSelectElement>(form, 'Maximum');
      await userEvent.selectOptions(choice, 'Percent');
      await userEvent.fill(control(form, 'Share'), '80');
      expect(last()).toEqual({ maximum: { kind: 'percent', share: 80 } });
      await userEvent.selectOptions(choice, 'Number');
      expect(last()).toEqual({ maximum: { kind: 'number', value: 12 } });
      await userEvent.selectOptions(choice, 'Percent');
      expect(last()).toEqual({ maximum: { kind: 'percent', share: 80 } });
    });

    test('that is not chosen yet says so', async () => {
      const form = await shown(schema);
      expect(form.check()).toBe(false);
      await form.updateComplete;
      expect(text()).toContain('Choose one.');
      expect(focused()).toBe(control(form, 'Maximum'));
    });
  });

  test('Enter on one line submits the form around it', async () => {
    const form = await shown(object({ name: { type: 'string', title: 'Name' } }));
    const around = document.createElement('form');
    const submitted = new Promise((resolve) => {
      around.addEventListener('submit', (event) => {
        event.preventDefault();
        resolve(true);
      });
    });
    form.replaceWith(around);
    around.append(form);
    await form.updateComplete;
    control(form, 'Name').focus();
    await press('a{Enter}');
    expect(await submitted).toBe(true);
  });

  test('a host draws a field of its own in the place of one', async () => {
    const form = await shown(object({ week: { type: 'object' } }), undefined, {
      views: { week: (field) => `The week of ${field.label}` },
    });
    expect(text(form.renderRoot as HTMLElement)).toBe('The week of Week');
  });
});
