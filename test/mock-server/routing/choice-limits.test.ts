import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limitsByFlow } from '../../../api-client/contract/channel-limits.ts';
import { choiceDoubts } from '../../../mock-server/routing/choice-limits.ts';
import { addRouting, Maker, type Caller } from '../../helpers/maker.ts';

const whatsapp = { name: 'WhatsApp', limits: limitsByFlow['whatsapp-messaging'] };
const doubts = (labels: string[], ...channels: (typeof whatsapp)[]) =>
  choiceDoubts(labels, channels, 'replies').map(
    ({ path, message }) => `${path} ${/out (.*)\./.exec(message)?.[1]}`,
  );
const [twenty, fits, longer] = ['x'.repeat(20), 'x'.repeat(24), 'x'.repeat(25)] as const;

describe('replies that WhatsApp', () => {
  it.each([
    ['shows as buttons', ['Tea', 'Coffee', twenty], []],
    ['shows as a list, for their number', ['1', '2', '3', '4'], ['replies as a list']],
    ['shows as a list, for a label', ['Tea', fits], ['replies.1.label as a list']],
    ['cannot show', ['Tea', longer], ['replies.1.label as numbered text']],
    ['will learn later', ['{{customer.a_long_name_of_a_variable}}'], []],
  ])('%s', (_, labels, expected) => {
    expect(doubts(labels, whatsapp)).toEqual(expected);
  });
});

it('are no matter to a channel that shows numbers always, or to none', () => {
  expect(doubts([longer], { name: 'SMS', limits: limitsByFlow['sms-messaging'] })).toEqual([]);
  expect(doubts([longer])).toEqual([]);
});

describe('validation', () => {
  let maker: Maker;
  let admin: Caller;
  beforeAll(async () => {
    maker = await Maker.start();
    admin = await maker.addUser(await maker.addOrganisation());
  });
  afterAll(() => maker.stop());

  const start = { type: 'start', name: 'Start', parameters: {}, branches: { ok: 'ask' } };
  const ask = {
    type: 'message-with-choice',
    name: 'Ask',
    parameters: {
      message: 'Which?',
      maximumWait: 60,
      replies: [{ label: longer, link: 1 }],
    },
    branches: {},
  };
  const handOn = (reference: string) => ({
    type: 'distribution-routing',
    name: 'Hand on',
    parameters: { routing: { reference } },
    branches: {},
  });
  const findings = async (routingId: string) => {
    const { body } = await admin.post(`/routings/${routingId}/versions/1/validate`);
    return (body.findings as { path: string; severity: string; message: string }[]).filter(
      ({ path }) => path.includes('replies'),
    );
  };

  it('warns where a channel begins with the routing, or with one that hands on to it', async () => {
    const asks = await addRouting(admin, 'ASKS', { start: 'start', actions: { start, ask } });
    const entered = { start, ask: handOn('ASKS') };
    const first = await addRouting(admin, 'FIRST', { start: 'start', actions: entered });
    expect(await findings(asks)).toEqual([]);
    const channel = { name: 'WhatsApp shop', flow: 'whatsapp-messaging' };
    const { body } = await admin.post('/channels', { ...channel, routingReference: 'FIRST' });
    expect(await findings(asks)).toEqual([]); // nothing in production leads there yet
    await admin.post(`/routings/${asks}/versions/1/publish`, {});
    await admin.post(`/routings/${first}/versions/1/publish`, {});
    const warned = [
      {
        severity: 'warning',
        code: 'parameters',
        actionId: 'ask',
        path: 'tree.actions.ask.parameters.replies.0.label',
        message:
          '“WhatsApp shop” shows at most 3 buttons of 20 characters, or a list of 10 rows of 24: these replies go out as numbered text.',
      },
    ];
    expect(await findings(asks)).toEqual(warned);
    await admin.patch(`/channels/${body.id}`, { routingReference: 'ASKS' });
    expect(await findings(asks)).toEqual(warned);
    const limits = { text: 100, choiceText: 100, buttons: { most: 3, length: 30 }, list: null };
    await admin.patch(`/channels/${body.id}`, { limits });
    expect(await findings(asks)).toEqual([]);
  });
});
