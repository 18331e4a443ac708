import { beforeEach, describe, expect, test } from 'vitest';
import { WaypostError } from '../../api-client/errors.ts';
import '../../widget/reply.ts';
import {
  all,
  click,
  expectAccessible,
  focused,
  one,
  press,
  resetPage,
  settled,
  show,
  text,
} from './page.ts';
import { accepted, message } from './samples.ts';
import { ScriptedDesk } from './scripted-client.ts';

let desk: ScriptedDesk;

const shown = (properties = {}, width = 380) =>
  show('waypost-reply', { desk, interactionId: 'live', ...properties }, width);

/** It is, or is not, the reader's. */
async function mine(...ids: string[]): Promise<void> {
  desk.here({ mine: ids.map((interactionId) => ({ ...accepted, interactionId })) });
  await settled();
}

const field = (): HTMLTextAreaElement => {
  const host = document.querySelector('waypost-reply');
  return host?.shadowRoot?.querySelector('textarea') as HTMLTextAreaElement;
};

async function write(words: string): Promise<void> {
  field().value = words;
  field().dispatchEvent(new InputEvent('input'));
  await settled();
}

async function send(words: string): Promise<void> {
  await write(words);
  field().focus();
  await press('{Enter}');
}

describe('<waypost-reply>', () => {
  beforeEach(() => {
    resetPage();
    desk = new ScriptedDesk();
  });

  test('shows nothing as long as the interaction is not the reader’s', async () => {
    await shown();
    expect(text()).toBe('');
    await mine('another');
    expect(text()).toBe('');
    await mine('live');
    one('button', 'Send');
    one('button', 'Finish');
    await expectAccessible();
  });

  test('Enter sends, Shift+Enter begins a line, and a composition’s Enter is its own', async () => {
    await shown();
    await mine('live');
    field().focus();
    await press('Hello{Shift>}{Enter}{/Shift}Nadia');
    expect(field().value).toBe('Hello\nNadia');
    field().dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, cancelable: true }),
    );
    expect(desk.written).toEqual([]);
    await press('{Enter}');
    expect(desk.written).toMatchObject([{ id: 'live', text: 'Hello\nNadia' }]);
    expect(field().value).toBe('');
    await press('  {Enter}');
    await click(one('button', 'Send'));
    expect(desk.written).toHaveLength(1);
  });

  test('the field grows with what is written, up to a point', async () => {
    await shown();
    await mine('live');
    const before = field().clientHeight;
    await write('one\ntwo\nthree');
    expect(field().clientHeight).toBeGreaterThan(before * 1.8);
    await write('line\n'.repeat(200));
    expect(field().parentElement?.clientHeight).toBeLessThanOrEqual(160);
  });

  test('what is sent stays on show until the conversation has it', async () => {
    const element = await shown({ messages: [message(1, 'customer', 'Hello')] });
    await mine('live');
    let answer = () => {};
    desk.answers.push(new Promise((resolve) => (answer = resolve)));
    await send('Good day');
    expect(text(one('list', 'Being sent'))).toContain('Good day');
    answer();
    await expect.poll(() => text(one('list', 'Being sent'))).toBe('Good day Sent');
    await expectAccessible();
    element.messages = [...element.messages, message(101, 'advisor', 'Good day')];
    await settled();
    expect(all('list')).toEqual([]);
  });

  test('messages go one after the other, in order', async () => {
    await shown();
    await mine('live');
    let answer = () => {};
    desk.answers.push(new Promise((resolve) => (answer = resolve)));
    await send('one');
    await send('two');
    expect(desk.written.map((each) => each.text)).toEqual(['one']);
    answer();
    await expect.poll(() => desk.written.map((each) => each.text)).toEqual(['one', 'two']);
  });

  test('what failed is tried again with the same key, and what comes after it waits', async () => {
    await shown();
    await mine('live');
    desk.answers.push(new WaypostError('network', 'Not reached.'));
    await send('one');
    await send('two');
    expect(text()).toContain('Not sent. The server cannot be reached.');
    expect(desk.written).toHaveLength(1);
    await expectAccessible();
    await click(one('button', 'Try again'));
    await expect
      .poll(() => desk.written.map((each) => each.text))
      .toEqual(['one', 'one', 'two']);
    const [first, again, second] = desk.written.map(({ key }) => key);
    expect(again).toBe(first);
    expect(second).not.toBe(first);
  });

  test('what failed can be written otherwise', async () => {
    await shown();
    await mine('live');
    desk.answers.push(new WaypostError('too-large', 'It is too large.'));
    await send('one');
    await write('two');
    await click(one('button', 'Edit'));
    expect(field().value).toBe('one\ntwo');
    expect(all('list')).toEqual([]);
  });

  test('keeps the draft of each interaction, also when it comes back', async () => {
    const element = await shown();
    await mine('live', 'other');
    await write('For Nadia');
    element.interactionId = 'other';
    await settled();
    expect(field().value).toBe('');
    await write('For Marc');
    await shown();
    expect(field().value).toBe('For Nadia');
    await shown({ interactionId: 'other' });
    expect(field().value).toBe('For Marc');
    await shown({ desk: new ScriptedDesk() });
    expect(text()).toBe('');
  });

  test('says how much may still be written before that is all, and does not send more', async () => {
    await shown();
    await mine('live');
    await write('x'.repeat(19_000));
    expect(text()).not.toContain('characters');
    await write('x'.repeat(19_001));
    expect(text()).toContain('19,001 of at most 20,000 characters.');
    await write('x'.repeat(20_001));
    expect(text()).toContain('Too long: 20,001 of at most 20,000 characters.');
    expect(field().ariaInvalid).toBe('true');
    expect(one('button', 'Send').ariaDisabled).toBe('true');
    field().focus();
    await press('{Enter}');
    expect(desk.written).toEqual([]);
    expect(field().value).toHaveLength(20_001);
    await expectAccessible();
  });

  test('finishing is said, and the keyboard goes on from there', async () => {
    await shown();
    await mine('live');
    one('button', 'Finish').focus();
    await press('{Enter}');
    expect(desk.done).toEqual(['finish live']);
    expect(text()).toBe('You have finished this interaction.');
    expect(focused()?.role).toBe('status');
    await mine();
    expect(text()).toBe('You have finished this interaction.');
    await expectAccessible();
    await mine('live');
    one('button', 'Send');
  });

  test('finishing with something unsent asks first', async () => {
    await shown();
    await mine('live');
    await write('Wait');
    await click(one('button', 'Finish'));
    expect(text()).toContain('What you wrote is not sent. Finish all the same?');
    expect(text(focused() as HTMLElement)).toBe('Go on writing');
    await expectAccessible();
    await press('{Enter}');
    expect(focused()).toBe(field());
    await click(one('button', 'Finish'));
    await click(one('button', 'Finish'));
    expect(desk.done).toEqual(['finish live']);
  });

  test('says when it could not be finished', async () => {
    await shown();
    await mine('live');
    desk.answers.push(new WaypostError('network', 'Not reached.'));
    await click(one('button', 'Finish'));
    expect(text()).toContain('The server cannot be reached.');
    one('button', 'Finish');
  });

  test('what was not sent is still there to be read when the interaction is gone', async () => {
    await shown();
    await mine('live');
    await write('Half a sentence');
    field().focus();
    await mine();
    expect(text()).toBe(
      'This interaction is no longer yours. This was not sent: Half a sentence',
    );
    expect(focused()?.role).toBe('status');
    await expectAccessible();
  });

  test('takes the focus once, when it was asked for, and from nobody who writes', async () => {
    const { outboxOf } = await import('../../widget/shared/outbox.ts');
    await shown();
    outboxOf(desk, 'live').askForFocus();
    await mine('live');
    expect(focused()).toBe(field());

    const notes = document.createElement('textarea');
    notes.ariaLabel = 'Notes';
    document.body.append(notes);
    notes.focus();
    outboxOf(desk, 'live').askForFocus();
    await settled();
    expect(focused()).toBe(notes);
    await mine('live', 'other');
    expect(focused()).toBe(notes);
  });

  test('speaks French', async () => {
    document.documentElement.lang = 'fr';
    await shown({}, 320);
    await mine('live');
    await expect.poll(() => text()).toContain('Entrée envoie, Maj+Entrée va à la ligne.');
    await write('x'.repeat(20_001));
    expect(text()).toMatch(/Trop long : 20\s001 caractères, 20\s000 au plus\./);
    document.documentElement.lang = 'en';
  });
});
