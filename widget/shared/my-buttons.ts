import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import type {
  ButtonPressed,
  InteractionButton,
} from '../../api-client/contract/interaction-buttons.ts';
import { serverWords } from '../localization/locale.ts';
import { buttonIcon } from './button-icons.ts';
import { randomUuid } from './random-uuid.ts';
import type { Reader } from './reader.ts';
import { reasonWords } from './reason-words.ts';

export const myButtonStyles = css`
  .my {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 28px;
    padding: 2px 10px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    color: var(--_text);
    text-decoration: none;
    cursor: pointer;
  }
  .my:hover {
    background: var(--_sunken);
    text-decoration: none;
  }
  .my svg {
    flex: none;
    color: var(--_tint, var(--_quiet));
  }
  .my.accent {
    --_tint: var(--_accent);
  }
  .my.green {
    --_tint: var(--_good);
  }
  .my.amber {
    --_tint: var(--_warn);
  }
  .my.red {
    --_tint: var(--_bad);
  }
  .my.blue {
    --_tint: light-dark(#1a5fb4, #8ab8ff);
  }
  .my[class*=' '] {
    border-color: color-mix(in oklab, var(--_tint, var(--_line-strong)) 60%, var(--_line));
  }
  .mine-row {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
`;

/** The organisation's own buttons of one place, for this user here and now. */
export function myButtons(
  place: InteractionButton['place'],
  reader: Reader,
  role: 'menuitem' | undefined = undefined,
): TemplateResult[] {
  const shown = (reader.records.buttons.value ?? []).filter((button) => button.place === place);
  return shown.map((button) => myButton(button, reader, role));
}

function myButton(
  button: InteractionButton,
  reader: Reader,
  role: 'menuitem' | undefined,
): TemplateResult {
  const { title, icon, colour, address, reason } = button;
  const words = html`${buttonIcon(icon)} <bdi>${title}</bdi>`;
  const tabindex = role ? -1 : 0;
  if (address && !reason)
    return html`<a
      class="my ${colour}"
      role=${role ?? nothing}
      tabindex=${tabindex}
      href=${address}
      target="_blank"
      rel="noopener"
      >${words}</a
    >`;
  const why = reason ? reasonWords(reason) : undefined;
  const isPressed = reader.doings.pressed === button.id;
  return html`<button
    class="my ${colour}"
    role=${role ?? nothing}
    tabindex=${tabindex}
    aria-disabled=${why !== undefined || isPressed}
    aria-busy=${isPressed}
    data-tip=${why ?? nothing}
    aria-description=${why ?? nothing}
    @click=${() => (why ? reader.doings.tell({ words: why }) : press(button, reader))}
  >
    ${words}${isPressed ? html`<span class="quiet late">…</span>` : nothing}
  </button>`;
}

async function press({ id, title }: InteractionButton, reader: Reader): Promise<void> {
  const { doings, records } = reader;
  const { api } = records;
  if (!api || doings.isBusy) return;
  doings.pressed = id;
  await doings.act(async () => {
    doings.tell({ words: msg(str`“${title}” is on its way…`) });
    const pressed = await api.press(records.id, id, randomUuid());
    doings.tell(pressedOutcome(title, pressed));
  });
  doings.pressed = undefined;
}

function pressedOutcome(title: string, { ok, words, values }: ButtonPressed) {
  const told = values
    .filter(({ value }) => value !== null)
    .map(({ title, value }) => msg(str`${title}: ${value ?? ''}`))
    .join(', ');
  if (!ok)
    return { words: msg(str`“${title}” failed: ${serverWords(words ?? '')}`), isBad: true };
  return {
    words: told ? msg(str`“${title}” is done. ${told}`) : msg(str`“${title}” is done.`),
  };
}
