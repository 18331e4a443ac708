import { backoff } from './backoff.ts';

/** What is loaded over the network. Without one it is tried again, until it is there; `missed` is told each time. */
export async function untilThere<Code>(
  load: () => Promise<Code>,
  missed = () => {},
): Promise<Code> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await load();
    } catch {
      missed();
      await untilNext(backoff(attempt));
    }
  }
}

function untilNext(wait: number): Promise<void> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(Math.round(wait)); // Node takes whole numbers alone
    signal.addEventListener('abort', () => resolve());
    globalThis.addEventListener?.('online', () => resolve(), { signal });
  });
}
