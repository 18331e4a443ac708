import { beforeEach, describe, expect, test } from 'vitest';
import { formSchemas } from '../helpers/form-schemas.ts';
import { sampleOf, type FormSchema } from '../helpers/sample-parameters.ts';
import { expectAccessible } from './page.ts';
import { deep, heard, resetForm, shown } from './schema-form-page.ts';

beforeEach(resetForm);

describe('<waypost-schema-form>', () => {
  describe.each(formSchemas)('for %s', (_, schema) => {
    test('shows a value of every kind without barriers, and changes nothing by itself', async () => {
      for (const option of [0, 1, 2]) {
        const sample = sampleOf(schema as FormSchema, option);
        const form = await shown(schema, sample);
        expect(form.filledValue).toEqual(sample);
        expect(heard).toEqual([]);
        expect(form.check()).toBe(true);
      }
      await expectAccessible();
      await shown(schema);
      await expectAccessible();
      await shown(schema, sampleOf(schema as FormSchema, 1), { readonly: true });
      expect(
        document
          .querySelector('waypost-schema-form')!
          .renderRoot.querySelector('input, select, textarea'),
      ).toBeNull();
      await expectAccessible();
    });

    test('writes JSON whatever is typed, and what was there when it is typed again', async () => {
      const sample = sampleOf(schema as FormSchema, 0);
      const form = await shown(schema, sample);
      const texts = deep(
        form,
        'input:not([type=radio], [type=checkbox]), textarea',
      ) as HTMLInputElement[];
      for (const field of texts.filter((one) => one.placeholder !== 'Type to search')) {
        const before = field.value;
        for (const typed of ['', '1{{', before]) {
          field.value = typed;
          field.dispatchEvent(new Event('input', { bubbles: true }));
          await form.updateComplete;
          const { value } = form;
          expect(JSON.parse(JSON.stringify(value))).toEqual(value);
        }
      }
      expect(form.value ?? sample).toEqual(sample);
    });
  });

  test.each([320, 700])('nothing is wider than %d px', async (width) => {
    for (const [, schema] of formSchemas) {
      const form = await shown(schema, sampleOf(schema as FormSchema, 1), {}, width);
      expect(form.scrollWidth).toBeLessThanOrEqual(width);
    }
  });
});
