import { msg } from '@lit/localize';
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { errorWords } from './error-words.ts';
import { failedNotice, loadingNotice, notice } from './notices.ts';
import type { Reader } from './reader.ts';

/** The routings that the interaction went through, one after the other, each with the way that it took. */
export function routingTab({ records, data, zone }: Reader): unknown {
  if (!records.api)
    return notice(
      msg('Not connected yet'),
      msg('This page has not said which Waypost server to use, or who you are.'),
    );
  const { routings, events } = records;
  const error = routings.error ?? events.error;
  if (error && !(routings.value && events.value))
    return failedNotice(
      msg('Could not load this part'),
      errorWords(error),
      () => void records.refresh(),
    );
  if (!routings.value || !events.value) return loadingNotice(msg('Loading…'));
  if (routings.value.length === 0)
    return notice(
      msg('No routing so far'),
      msg('The tree of the routing shows here, with the path that the interaction takes.'),
    );
  void Promise.allSettled([import('../routing-path.ts')]);
  return repeat(
    routings.value,
    ({ routingId, version }) => `${routingId} ${version}`,
    (routing) =>
      html`<waypost-routing-path
        .routing=${routing}
        .events=${events.value}
        .interaction=${data.interaction}
        .timeZone=${zone}
      ></waypost-routing-path>`,
  );
}
