import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Routing } from '../../api-client/contract/routing.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import type { TrialMovedEvent } from '../routing-trial.ts';
import type { OverlayChangedEvent } from '../routing-watch.ts';
import type { EditedVersion } from './edited-version.ts';
import type { JsonSchema } from './schema-types.ts';
import { overlayOfTrial, type TreeOverlay } from './tree-overlay.ts';

export interface WorkbenchSide {
  client: Waypost | undefined;
  routing: Routing | undefined;
  edited: EditedVersion;
  /** The JSON Schema of what is asked of whoever tries it. */
  scenario: JsonSchema;
  /** Shows something on the tree besides itself. */
  lay(overlay: TreeOverlay | undefined): void;
  close(): void;
}

/** A chat with the version, beside its tree. */
export function trialSide(side: WorkbenchSide): TemplateResult {
  const { client, routing, edited, scenario, lay } = side;
  return titled(
    msg('Try it'),
    side,
    html`<waypost-routing-trial
      .api=${client?.routings}
      .routing=${routing}
      .edited=${edited}
      .scenario=${scenario}
      @waypost-trial-moved=${({ rehearsal }: TrialMovedEvent) =>
        lay(rehearsal && overlayOfTrial(rehearsal, edited.version))}
    ></waypost-routing-trial>`,
  );
}

/** What happens in the version, beside its tree. */
export function watchSide(side: WorkbenchSide): TemplateResult {
  const { client, edited, lay } = side;
  return titled(
    msg('Watch it'),
    side,
    html`<waypost-routing-watch
      .client=${client}
      .version=${edited.version}
      @waypost-overlay-changed=${({ overlay }: OverlayChangedEvent) => lay(overlay)}
    ></waypost-routing-watch>`,
  );
}

const titled = (
  title: string,
  { close }: WorkbenchSide,
  content: TemplateResult,
): TemplateResult =>
  html`<div class="panel-head">
      <h3>${title}</h3>
      <button class="line" @click=${close}>${msg('Close')}</button>
    </div>
    ${content}`;
