import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { actionList } from '../../../mock-server/actions/index.ts';
import { sampleOf, type FormSchema } from '../../helpers/sample-parameters.ts';
import { wrongParameters } from '../../helpers/run-routing.ts';

/*
 * Every parameter of every action: of the wrong kind, out of its range, too long, missing or unknown. Each is refused
 * with the path of the field. The samples are made from the forms that the editor gets.
 */

type Path = (string | number)[];

/** What a form cannot tell: what holds between its fields. */
const between: Record<string, Record<string, unknown>> = {
  'load-sharing': { loads: [100, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
};

function samplesOf(type: string, parameters: z.ZodType): Record<string, unknown>[] {
  const form = z.toJSONSchema(parameters, { io: 'input', unrepresentable: 'any' });
  const samples = [0, 1, 2, 3].map((option) => ({
    ...(sampleOf(form as FormSchema, option) as Record<string, unknown>),
    ...between[type],
  }));
  return samples.filter(
    (sample, index) =>
      samples.findIndex((other) => JSON.stringify(other) === JSON.stringify(sample)) === index,
  );
}

/** Every place in a value, the whole first. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, part]) =>
      placesIn(part, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (part, key) => (part as Record<string | number, unknown>)[key],
    value,
  );
}

function changed(sample: Record<string, unknown>, path: Path, value: unknown): unknown {
  if (path.length === 0) return value;
  const copy = structuredClone(sample);
  const parent = valueAt(copy, path.slice(0, -1)) as Record<string | number, unknown>;
  parent[path.at(-1)!] = value; // the path is not empty
  return copy;
}

/** Values that no field of this kind takes, whichever it is. */
function wrongFor(value: unknown): unknown[] {
  if (typeof value === 'string') return [42, true, {}, [], 'x'.repeat(200_000)];
  if (typeof value === 'number') return ['', '7', '0x10', 1.5, -1, 1e15, Infinity, {}, []];
  if (typeof value === 'boolean') return ['true', 1, null, {}];
  if (Array.isArray(value)) return ['', {}, 7, true];
  if (value === null) return [];
  return ['', 7, true, [], null];
}

/** The field itself, something in it, or what it is in: a choice between forms is refused as a whole. */
function pointsAt(path: string, place: Path): boolean {
  const wanted = place.join('.');
  const named = path === 'parameters' ? '' : path;
  return wanted.startsWith(named) || named.startsWith(wanted);
}

describe.each(actionList.map((definition) => [definition.type, definition] as const))(
  '%s',
  (type, { parameters }) => {
    const samples = samplesOf(type, parameters);

    test('its samples are good', () => {
      expect(samples.map((sample) => [sample, wrongParameters(type, sample)])).toEqual(
        samples.map((sample) => [sample, []]),
      );
    });

    test('what is of the wrong kind, out of range or too long is refused, with its path', () => {
      const passed = samples.flatMap((sample) =>
        placesIn(sample).flatMap((place) =>
          wrongFor(valueAt(sample, place)).flatMap((wrong) => {
            const paths = wrongParameters(type, changed(sample, place, wrong));
            const good = paths.length > 0 && paths.every((path) => pointsAt(path, place));
            return good
              ? []
              : [
                  `${place.join('.')} = ${JSON.stringify(wrong)?.slice(0, 20)}: ${paths.join()}`,
                ];
          }),
        ),
      );
      expect(passed).toEqual([]);
    });

    test('an unknown field is refused, wherever it is', () => {
      const passed = samples.flatMap((sample) =>
        placesIn(sample).flatMap((place) => {
          const value = valueAt(sample, place);
          if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
          const wrong = changed(sample, place, { ...value, nobodyKnowsThis: 1 });
          return wrongParameters(type, wrong).length > 0 ? [] : [place.join('.')];
        }),
      );
      expect(passed).toEqual([]);
    });

    test('what the form demands must be there', () => {
      const form = z.toJSONSchema(parameters, { io: 'input', unrepresentable: 'any' });
      const [sample = {}] = samples;
      const passed = ((form as FormSchema).required ?? []).filter((key) => {
        const { [key]: _, ...rest } = sample;
        return !wrongParameters(type, rest).some((path) => path.startsWith(key));
      });
      expect(passed).toEqual([]);
    });
  },
);
