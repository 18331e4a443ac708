/** Gives a value of unknown origin back as what it should be, or throws a ShapeError. */
export type Shape<Value> = (value: unknown) => Value;

/** What a shape gives. */
export type Of<Given> = Given extends Shape<infer Value> ? Value : never;

/** A message, an answer or something stored is not what it should be. */
export class ShapeError extends Error {
  constructor(wanted: string, value: unknown) {
    super(`${wanted} was expected, not ${value === null ? 'null' : typeof value}.`);
    this.name = 'ShapeError';
  }
}

/** Text of at most so many characters. */
export const text =
  (most: number): Shape<string> =>
  (value) => {
    if (typeof value === 'string' && value.length <= most) return value;
    throw new ShapeError(`Text of at most ${most} characters`, value);
  };

export const truth: Shape<boolean> = (value) => {
  if (typeof value === 'boolean') return value;
  throw new ShapeError('True or false', value);
};

export const whole: Shape<number> = (value) => {
  if (Number.isInteger(value)) return value as number; // just seen
  throw new ShapeError('A whole number', value);
};

export const nothing: Shape<null> = (value) => {
  if (value === null) return null;
  throw new ShapeError('Nothing', value);
};

export const oneOf =
  <const Choice extends string>(...choices: Choice[]): Shape<Choice> =>
  (value) => {
    const chosen = choices.find((choice) => choice === value);
    if (chosen !== undefined) return chosen;
    throw new ShapeError(`One of ${choices.join(', ')}`, value);
  };

export const orNull =
  <Value>(shape: Shape<Value>): Shape<Value | null> =>
  (value) =>
    value === null ? null : shape(value);

/** What was not there when older versions wrote it. */
export const unless =
  <Value>(otherwise: Value, shape: Shape<Value>): Shape<Value> =>
  (value) =>
    value === undefined ? otherwise : shape(value);

/** A list of at most so many. */
export const listOf =
  <Value>(item: Shape<Value>, most: number): Shape<Value[]> =>
  (value) => {
    if (Array.isArray(value) && value.length <= most) return value.map(item);
    throw new ShapeError(`A list of at most ${most}`, value);
  };

/** At least these fields, as in what a server of another version sends; the others are left out. */
export const open =
  <Fields extends Record<string, Shape<unknown>>>(
    fields: Fields,
  ): Shape<{ [Name in keyof Fields]: Of<Fields[Name]> }> =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new ShapeError('A record', value);
    const names = Object.keys(fields);
    return record(fields)(
      Object.fromEntries(names.map((name) => [name, (value as Record<string, unknown>)[name]])), // an object, as was just seen
    );
  };

/** Exactly these fields: one too many is as wrong as one too few. */
export const record =
  <Fields extends Record<string, Shape<unknown>>>(
    fields: Fields,
  ): Shape<{ [Name in keyof Fields]: Of<Fields[Name]> }> =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new ShapeError('A record', value);
    const names = Object.keys(fields);
    const strange = Object.keys(value).find((name) => !names.includes(name));
    if (strange !== undefined) throw new ShapeError(`No field ‘${strange}’`, value);
    const read = names.map((name) => [
      name,
      fields[name]!((value as Record<string, unknown>)[name]), // an object, as was just seen
    ]);
    return Object.fromEntries(read) as { [Name in keyof Fields]: Of<Fields[Name]> }; // each was read by its shape
  };
