import type { ChannelLimits } from '../../api-client/contract/channel-limits.ts';

/** A channel whose conversations come to a routing, as validation knows it. */
export interface ServedChannel {
  name: string;
  limits: ChannelLimits;
}

/**
 * Replies that a channel cannot show as buttons, by their path under `base`. They are shown all the same, as a list
 * or as numbered text: this tells the author beforehand. What a variable will make of a label is not known yet.
 */
export function choiceDoubts(
  labels: readonly string[],
  channels: readonly ServedChannel[],
  base: string,
): { path: string; message: string }[] {
  return channels.flatMap(({ name, limits: { buttons, list } }) => {
    if (!buttons && !list) return []; // it shows numbers, always
    const wrong = (offer: ChannelLimits['buttons']) =>
      offer ? wrongFor(labels, offer, base) : undefined;
    const [asButtons, asList] = [wrong(buttons), wrong(list)];
    if (asButtons?.length === 0) return [];
    const shown = asList?.length === 0 ? 'as a list' : 'as numbered text';
    const most = [
      ...(buttons ? [`${buttons.most} buttons of ${buttons.length} characters`] : []),
      ...(list ? [`a list of ${list.most} rows of ${list.length}`] : []),
    ].join(', or ');
    const paths = asList?.length ? asList : (asButtons ?? []);
    const message = `“${name}” shows at most ${most}: these replies go out ${shown}.`;
    return paths.map((path) => ({ path, message }));
  });
}

/** Paths of what does not fit: the whole when there are too many, each label that is too long. */
function wrongFor(
  labels: readonly string[],
  { most, length }: NonNullable<ChannelLimits['buttons']>,
  base: string,
): string[] {
  const isLong = (label: string) => !label.includes('{{') && label.length > length;
  const long = labels.flatMap((label, index) =>
    isLong(label) ? [`${base}.${index}.label`] : [],
  );
  return [...(labels.length > most ? [base] : []), ...long];
}
