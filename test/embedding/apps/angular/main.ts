import '@angular/compiler';
import {
  Component,
  computed,
  CUSTOM_ELEMENTS_SCHEMA,
  provideZonelessChangeDetection,
  signal,
} from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import type { ActiveInteractionChangedEvent } from 'waypost';
import 'waypost/elements/panel';
import { customers, getToken, server } from '../customers.ts';

@Component({
  selector: 'customer-page',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <button (click)="next()">Next customer</button>
    <output>{{ shown() ?? 'none' }}</output>
    <waypost-panel
      [url]="server"
      [getToken]="getToken"
      [contact]="contact()"
      (waypost-active-interaction-changed)="show($event)"
    ></waypost-panel>
  `,
})
class CustomerPage {
  readonly server = server;
  readonly getToken = getToken;
  readonly turn = signal(0);
  readonly shown = signal<string | undefined>(undefined);
  readonly contact = computed(() => customers[this.turn() % customers.length]);

  next(): void {
    this.turn.update((turn) => turn + 1);
  }

  show({ interactionId }: ActiveInteractionChangedEvent): void {
    this.shown.set(interactionId);
  }
}

await bootstrapApplication(CustomerPage, { providers: [provideZonelessChangeDetection()] });
