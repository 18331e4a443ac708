import { afterEach, beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { onSteadyClick } from '../../extension/steady-click.ts';

let watching: AbortController;

beforeEach(() => {
  watching = new AbortController();
});
afterEach(() => {
  watching.abort();
  document.body.replaceChildren();
});

test('a click counts that a person makes, and none that a script makes in the very same place', async () => {
  const button = document.body.appendChild(document.createElement('button'));
  button.textContent = 'Open';
  let clicks = 0;
  onSteadyClick(button, button, () => void clicks++, watching.signal);
  await userEvent.hover(button);
  const clicked = async () => {
    await userEvent.click(button);
    return clicks;
  };
  await expect.poll(clicked).toBeGreaterThan(0); // it has been in its place for long enough, and still is
  clicks = 0;

  const { left, top } = button.getBoundingClientRect();
  const there = { bubbles: true, composed: true, clientX: left + 5, clientY: top + 5 };
  button.dispatchEvent(new MouseEvent('click', there));
  button.click();

  expect(clicks).toBe(0);
  await expect.poll(clicked).toBeGreaterThan(0);
});
