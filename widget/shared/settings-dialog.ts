import { msg } from '@lit/localize';
import type { TemplateResult } from 'lit';
import type { Right } from '../../api-client/contract/rights.ts';
import type { DialogHost } from './dialog-host.ts';

/** A dialog of the settings: one at a time stands in its host. What it is doing is not left by a key. */
export abstract class SettingsDialog<Host extends DialogHost> {
  protected readonly host: Host;
  protected isBusy = false;
  #isClosed = false;

  constructor(host: Host) {
    this.host = host;
  }

  abstract render(): TemplateResult;

  /** Once it is rendered. */
  open(): void {
    this.element?.showModal();
  }

  /** Another one may stand in its place already: that one stays. */
  close(): void {
    if (!this.#isClosed) this.element?.close();
  }

  protected get element(): HTMLDialogElement | null {
    return this.host.find('dialog');
  }

  /** Why it cannot be saved any more, when the right to was taken away since it was opened: what was typed stays. */
  protected lostRight(right: Right): string {
    return this.host.may?.(right) === false
      ? msg(
          'This cannot be saved any more: your role does not allow it now. Ask your administrator.',
        )
      : '';
  }

  protected readonly closed = (): void => {
    this.#isClosed = true;
    this.host.closed(this);
  };

  protected readonly hold = (event: Event): void => {
    if (this.isBusy) event.preventDefault();
  };
}
