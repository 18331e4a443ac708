import { printTable } from './measure.ts';
import { gzipOf, partsOf } from './page/script-parts.ts';

const cases = {
  'until it shows a cached list': ['waypost', 'first', 'contact-history'],
  'until it shows a cached interaction': ['waypost', 'first', 'interaction'],
  'the same list, live': ['waypost', 'first', 'contact-history', 'client', 'realtime'],
  'the same interaction, live': ['waypost', 'first', 'interaction', 'client', 'realtime'],
  'with everything, in French': [
    ...['waypost', 'first', 'interaction', 'contact-history', 'client', 'realtime'],
    ...['polling', 'later-tabs', 'desk', 'tooltip-box', 'client-provider', 'fr', 'french'],
  ],
};

/** Measured in November 2026, all that each of them loads. */
const peers = { 'Twilio webchat': 609, 'n8n chat': 421, 'Amazon Connect Streams': 199 };

printTable('Script on a host page, gzip', [
  ...Object.entries(cases).map(([name, parts]) => {
    const files = partsOf(...parts);
    const kilobytes = (gzipOf(files) / 1000).toFixed(1);
    return [`Waypost ${name}`, `${kilobytes} kB`, files.join(' ')];
  }),
  ...Object.entries(peers).map(([name, kilobytes]) => [name, `${kilobytes} kB`, '']),
]);
