import type { Language } from '../../api-client/contract/user.ts';

const QUARTER_MS = 900_000;

/** Writes instants as the clocks of a zone show them. Clocks change on the quarter: it asks once for each. */
export class LocalTime {
  #offsets = new Map<number, number>();
  #format: Intl.DateTimeFormat;
  #language: Language;

  constructor(timeZone: string, language: Language) {
    this.#language = language;
    this.#format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  }

  /** `2026-11-20 17:02:11`, in French `20/11/2026 17:02:11`. */
  write(at: Date): string {
    const [day = '', time = ''] = new Date(at.getTime() + this.#offsetAt(at.getTime()))
      .toISOString()
      .split('T');
    const written = this.#language === 'fr' ? day.split('-').reverse().join('/') : day;
    return `${written} ${time.slice(0, 8)}`;
  }

  #offsetAt(at: number): number {
    const quarter = Math.floor(at / QUARTER_MS);
    const known = this.#offsets.get(quarter);
    if (known !== undefined) return known;
    if (this.#offsets.size > 10_000) this.#offsets.clear();
    const offset = this.#ask(quarter * QUARTER_MS);
    this.#offsets.set(quarter, offset);
    return offset;
  }

  #ask(at: number): number {
    const name = this.#format.formatToParts(at).find(({ type }) => type === 'timeZoneName');
    const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)/.exec(name?.value ?? '') ?? [];
    const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
    return sign === '-' ? -size : size;
  }
}
