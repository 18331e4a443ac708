import { msg, str } from '@lit/localize';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { formattingLanguage } from '../localization/locale.ts';
import { hourOf, lengthOf, nextSpan, openParts, type Span } from './opening-hours.ts';
import {
  describedBy,
  framed,
  idOf,
  isWrong,
  shown,
  trouble,
  type Field,
  type SchemaView,
} from './schema-field.ts';
import { textIn, textOf } from './schema-scalars.ts';
import { isObject, shapeOf } from './schema-shape.ts';
import type { Path } from './schema-types.ts';

/** What a calendar's form shows in the place of its lists of hours. */
export const calendarViews: Readonly<Record<string, SchemaView>> = {
  timeZone: timeZoneField,
  week: weekView,
  'exceptions.*.open': exceptionHours,
};

const days = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
/** The most that a day has. */
const MOST_SPANS = 20;
/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);

function weekView(field: Field): TemplateResult {
  const week = isObject(field.value) ? field.value : {};
  const spansOf = (index: number) => spansIn(week[days[(index + 7) % 7] ?? 'monday']);
  return html`<fieldset class="week wide" id=${idOf(field.path)} tabindex="-1">
    <legend>${field.label}</legend>
    ${trouble(field)}
    <ol role="list">
      ${days.map((day, index) => dayRow(field, day, index, spansOf))}
    </ol>
  </fieldset>`;
}

function dayRow(
  field: Field,
  day: (typeof days)[number],
  index: number,
  spansOf: (index: number) => readonly Span[],
): TemplateResult {
  const { form } = field;
  const path = [...field.path, day];
  const spans = spansOf(index);
  const name = dayName(index);
  const former = spansOf(index - 1);
  const isSame = JSON.stringify(former) === JSON.stringify(spans);
  const copy = () => form.change(path, former);
  return html`<li>
    <div class="day" role="group" aria-label=${name}>
      <b>${name}</b>
      <div class="hours">
        ${spanList(within(field, path), spans, name)}
        ${
          form.isReadOnly || index === 0 || isSame
            ? nothing
            : html`<button type="button" class="bare link small" @click=${copy}>
                ${msg(str`As ${weekday(index - 1)}`)}
              </button>`
        }
      </div>
      ${track(spans, former)}
    </div>
  </li>`;
}

/** Of an exception: without hours it is closed. */
function exceptionHours(field: Field): TemplateResult {
  return html`<fieldset class="hours wide" id=${idOf(field.path)} tabindex="-1">
    <legend class="unseen">${field.label}</legend>
    ${spanList(field, spansIn(field.value), field.label)}
  </fieldset>`;
}

/** The field of a part, which has its own faults. */
const within = (field: Field, path: Path): Field => ({
  ...field,
  path,
  shape: shapeOf({ type: 'array' }, field.form.root),
});

function spanList(field: Field, spans: readonly Span[], name: string): unknown {
  const { form, path } = field;
  if (form.isReadOnly)
    return spans.length === 0
      ? html`<span class="quiet">${msg('Closed')}</span>`
      : spans.map(({ opens, closes }) => html`<span class="value">${opens}–${closes}</span>`);
  const take = (changed: readonly Span[]) => form.change(path, changed);
  const add = () => {
    take([...spans, nextSpan(spans)]);
    form.afterwards((root) => find(root, [...path, spans.length, 'opens'])?.select());
  };
  const remove = (index: number) => {
    take(spans.filter((_, place) => place !== index));
    form.afterwards((root) =>
      root.querySelector<HTMLElement>(`#${CSS.escape(addId(path))}`)?.focus(),
    );
  };
  return html`${spans.length === 0 ? html`<span class="quiet">${msg('Closed')}</span>` : nothing}
  ${spans.map(
    (span, index) =>
      html`<span class="span">
        ${hourField(field, index, 'opens', span, `${name}, ${msg('opens')}`)} –
        ${hourField(field, index, 'closes', span, `${name}, ${msg('closes')}`)}
        <button
          type="button"
          class="tool"
          aria-label="${msg('Remove')}: ${name}, ${span.opens}–${span.closes}"
          @click=${() => remove(index)}
        >
          <span aria-hidden="true">✕</span>
        </button>
      </span>`,
  )}
  ${
    spans.length < MOST_SPANS
      ? html`<button
          type="button"
          class="bare link small"
          id=${addId(path)}
          aria-label="${msg('+ Hours')}: ${name}"
          @click=${add}
        >
          ${msg('+ Hours')}
        </button>`
      : nothing
  }
  ${trouble(field, true)}`;
}

const addId = (path: Path): string => `${idOf(path)}-add`;

const find = (root: HTMLElement, path: Path): HTMLInputElement | null =>
  root.querySelector(`#${CSS.escape(idOf(path))}`);

function hourField(
  { form, path }: Field,
  index: number,
  end: keyof Span,
  span: Span,
  name: string,
): TemplateResult {
  const at = [...path, index, end];
  const isWrong = form.faultsAt(at).length > 0;
  const take = (write: (text: string) => string) => (event: Event) =>
    form.change(at, write((event.target as HTMLInputElement).value));
  return html`<input
    id=${idOf(at)}
    class="hour"
    inputmode="numeric"
    maxlength="6"
    autocomplete="off"
    aria-label=${name}
    aria-invalid=${isWrong}
    aria-describedby=${isWrong ? `${idOf(path)}-wrong` : nothing}
    .value=${live(span[end])}
    @input=${take((text) => text)}
    @change=${take(hourOf)}
  />`;
}

/** A day from midnight to midnight, with what is open: the same as the hours beside it say. */
function track(spans: readonly Span[], before: readonly Span[]): TemplateResult {
  const minutes = lengthOf(spans);
  const hours = new Intl.NumberFormat(formattingLanguage(), {
    style: 'unit',
    unit: 'hour',
    maximumFractionDigits: 1,
  }).format(minutes / 60);
  return html`<svg
      class="track"
      viewBox="0 0 1440 10"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      ${openParts(spans, before).map(
        ({ from, to }) => svg`<rect x=${from} y="0" width=${to - from} height="10"></rect>`,
      )}
    </svg>
    <span class="sum quiet small">${minutes > 0 ? hours : ''}</span>`;
}

const weekday = (index: number): string =>
  new Intl.DateTimeFormat(formattingLanguage(), { weekday: 'long', timeZone: 'UTC' }).format(
    MONDAY + index * 86_400_000,
  );

function dayName(index: number): string {
  const name = weekday(index);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A zone by its name, proposed from those that the browser knows. */
function timeZoneField(field: Field): unknown {
  const { form, path, value } = field;
  if (form.isReadOnly) return shown(field, textOf(value));
  return framed(
    field,
    html`<input
        id=${idOf(path)}
        list="time-zones"
        dir="ltr"
        autocomplete="off"
        spellcheck="false"
        placeholder="Europe/Paris"
        aria-invalid=${isWrong(field)}
        aria-describedby=${describedBy(field)}
        .value=${live(textOf(value))}
        @input=${(event: Event) => form.change(path, textIn(event, field))}
      />
      <datalist id="time-zones">
        ${timeZones().map((zone) => html`<option value=${zone}></option>`)}
      </datalist>`,
  );
}

let zones: readonly string[] | undefined;
const timeZones = (): readonly string[] => (zones ??= Intl.supportedValuesOf('timeZone'));

function spansIn(value: unknown): readonly Span[] {
  return Array.isArray(value)
    ? value
        .filter(isObject)
        .map(({ opens, closes }) => ({ opens: said(opens), closes: said(closes) }))
    : [];
}

const said = (value: unknown): string => (typeof value === 'string' ? value : '');
