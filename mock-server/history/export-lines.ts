import type { Language } from '../../api-client/contract/user.ts';
import type { ExportRow } from '../storage/history/export-rows.ts';
import { exportWords } from './export-words.ts';
import { LocalTime } from './local-time.ts';

/** Writes interactions as lines of cells, in a language and as the clocks of a zone show. */
export class ExportLines {
  #words: (typeof exportWords)[Language];
  #time: LocalTime;
  #timeZone: string;

  constructor(language: Language, timeZone: string) {
    this.#words = exportWords[language];
    this.#time = new LocalTime(timeZone, language);
    this.#timeZone = timeZone;
  }

  /** The names of the columns; those of instants name the zone. */
  head(): string[] {
    const { start, end, checkpointTimes, ...columns } = this.#words.columns;
    const inZone = (name: string) => `${name} (${this.#timeZone})`;
    const { id, ...others } = columns;
    return [id, inZone(start), inZone(end), ...Object.values(others), inZone(checkpointTimes)];
  }

  write(row: ExportRow): string[] {
    const { flows, statuses, directions, routings } = this.#words;
    return [
      row.id,
      this.#time.write(row.startedAt),
      row.endedAt ? this.#time.write(row.endedAt) : '',
      flows[row.flow],
      statuses[row.status],
      row.statusReason ?? '',
      directions[row.direction],
      routings[row.originalRouting],
      routings[row.currentRouting],
      row.routing ?? '',
      row.advisor ?? '',
      row.queue ?? '',
      row.contactName ?? '',
      row.contactPhone ?? '',
      row.contactEmail ?? '',
      row.voiceCampaign ?? '',
      row.card ?? '',
      row.tags.join('; '),
      (row.checkpoints ?? []).join('; '),
      (row.checkpointTimes ?? []).map((at) => this.#time.write(at)).join('; '),
    ];
  }
}
