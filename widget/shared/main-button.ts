import { css } from 'lit';

/** The one button that a person most likely wants. */
export const mainButton = css`
  button.main {
    background: var(--_accent);
    color: var(--waypost-on-accent, light-dark(#fff, #06231f));
    font-weight: 600;
  }
  button.main:hover {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }
  button[aria-disabled='true'] {
    opacity: 0.55;
    cursor: default;
  }
  @media (forced-colors: active) {
    button.main {
      border-color: ButtonText;
    }
    button[aria-disabled='true'] {
      opacity: 1;
      color: GrayText;
    }
  }
`;
