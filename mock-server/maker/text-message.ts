import { SegmentedMessage } from 'sms-segments-calculator';
import type { TextMessage } from '../../api-client/contract/entity-preview.ts';

/** So many characters are named for which a text is no GSM-7. */
const MOST_OUTSIDE = 20;

/** How a text goes out: in which alphabet, and in how many segments. */
export function textMessage(text: string): TextMessage {
  const message = new SegmentedMessage(text);
  const isPlain = message.encodingName === 'GSM-7';
  return {
    text,
    encoding: isPlain ? 'gsm-7' : 'ucs-2',
    characters: message.messageSize / (isPlain ? 7 : 16),
    segments: text === '' ? 0 : message.segmentsCount,
    outside: isPlain ? [] : [...new Set(message.getNonGsmCharacters())].slice(0, MOST_OUTSIDE),
  };
}
