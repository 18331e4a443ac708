let last = NaN;
let text = '';

/** The instant as ISO text. Much happens in one millisecond, and its text is made once. */
export function isoText(at: Date): string {
  const milliseconds = at.getTime();
  if (milliseconds !== last) {
    text = at.toISOString();
    last = milliseconds;
  }
  return text;
}
