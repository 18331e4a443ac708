import { msg, str } from '@lit/localize';
import type { AttachedCheckpoint } from '../../api-client/contract/trail.ts';

/** The one sentence that announces new checkpoints. */
export function arrivalWords(news: readonly AttachedCheckpoint[]): string {
  const names = news.map((stop) => stop.alias ?? stop.name).join(', ');
  return news.length === 1
    ? msg(str`New checkpoint: ${names}`)
    : msg(str`${news.length} new checkpoints: ${names}`);
}
