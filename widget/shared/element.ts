import { updateWhenLocaleChanges } from '@lit/localize';
import { LitElement, type PropertyValues } from 'lit';
import {
  languagePending,
  nearestLanguage,
  shownLanguage,
  useLanguage,
} from '../localization/locale.ts';
import { theme } from './theme.ts';

/**
 * What every element of Waypost has in common: it renders into one `root` that takes nothing of the page's
 * style but custom properties, colour scheme and direction; it speaks the language of the nearest `lang`.
 */
export abstract class WaypostElement extends LitElement {
  static override styles = [theme];

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.chooseLanguage();
  }

  override attributeChangedCallback(
    name: string,
    old: string | null,
    value: string | null,
  ): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'lang' && this.isConnected) this.chooseLanguage();
  }

  /** The language that this element asks for; a page has one at a time. */
  protected get wantedLanguage(): string {
    return nearestLanguage(this);
  }

  /** Whether this element's language is the whole page's. */
  protected get decidesLanguage(): boolean {
    return false;
  }

  protected chooseLanguage(): void {
    useLanguage(this.wantedLanguage, this, this.decidesLanguage);
    this.requestUpdate();
  }

  protected override createRenderRoot(): HTMLElement {
    const shadow = super.createRenderRoot();
    const root = document.createElement('div');
    root.className = 'root';
    root.part.add('root');
    shadow.append(root);
    return root;
  }

  /** Waits for the words, so that nothing is shown in one language first and then in another. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const pending = languagePending();
    return pending ? pending.then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  /** Says the language before anything within looks for it. */
  protected override update(changed: PropertyValues): void {
    const root = this.renderRoot as HTMLElement;
    // Set anew, even to the same, it has the browser style all that is within again.
    if (root.lang !== shownLanguage()) root.lang = shownLanguage();
    super.update(changed);
  }

  /** The first element of this one's shadow tree that fits. */
  protected find<Found extends HTMLElement>(selector: string): Found | null {
    return this.renderRoot.querySelector<Found>(selector);
  }
}
