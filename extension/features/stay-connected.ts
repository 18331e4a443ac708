import { browser } from 'wxt/browser';
import { defineFeature } from '../define-feature.ts';
import { heldClient } from '../held-client.ts';

const ALARM = 'stay-connected';
/** A browser ends a worker that nothing happens in after half a minute, and wakes it no more often than this. */
const MINUTES = 0.5;

/**
 * Holds the socket and the cache for all pages of the extension while somebody is signed in: pages that open find what
 * has happened meanwhile. A worker that was ended comes back with the next alarm, and resumes where it was.
 */
export const stayConnected = defineFeature({
  id: 'stay-connected',
  runsIn: 'background',

  init(signal) {
    const wake = () => {}; // to be there is all: the features begin with the worker
    browser.alarms.onAlarm.addListener(wake);
    signal.addEventListener('abort', () => browser.alarms.onAlarm.removeListener(wake));
    let following = new AbortController();
    signal.addEventListener('abort', () => following.abort());
    heldClient.follow(({ client }) => {
      following.abort();
      following = new AbortController();
      if (!client) return void browser.alarms.clear(ALARM);
      void browser.alarms.create(ALARM, { periodInMinutes: MINUTES });
      client.history().subscribe(() => {}, { signal: following.signal });
    }, signal);
  },
});
