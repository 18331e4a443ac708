/** A reader that has not asked for more in this time is gone, and what it holds is let go. */
const STALLED_MS = 120_000;

/** What a generator gives, as the body of an answer: it goes on when more is read, and ends when the reader is gone. */
export function fileBody(
  pieces: AsyncGenerator<Uint8Array>,
  stalledMs = STALLED_MS,
): ReadableStream<Uint8Array> {
  let stalled: ReturnType<typeof setTimeout> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clearTimeout(stalled);
        const { done, value } = await pieces.next();
        if (done) return controller.close();
        controller.enqueue(value);
        stalled = setTimeout(() => {
          controller.error(new Error('Nobody reads the file.'));
          void pieces.return(undefined);
        }, stalledMs);
      },
      async cancel() {
        clearTimeout(stalled);
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 }, // nothing begins before it is read
  );
}
