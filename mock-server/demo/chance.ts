import { v7 } from 'uuid';
import type { NewId } from '../storage/ids.ts';

/** Everything random in the demo comes from one seed number. */
export interface Chance {
  /** From 0 to 1, 1 excluded. */
  number(): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  /** True so often, from 0 to 1. */
  happens(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  newId: NewId;
}

/** The generator mulberry32: small, even enough for a demo, the same everywhere. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number) =>
    least + Math.floor(number() * (most - least + 1));
  return {
    number,
    between,
    happens: (probability) => number() < probability,
    pick: (items) => items[between(0, items.length - 1)]!, // lists of the demo are not empty
    newId: (at) =>
      v7({
        msecs: at.getTime(),
        random: Uint8Array.from({ length: 16 }, () => between(0, 255)),
      }),
  };
}
