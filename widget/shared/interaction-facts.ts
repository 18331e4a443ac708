import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Duration } from '../../api-client/contract/interaction-records.ts';
import type { InteractionDetails } from '../../api-client/contract/interaction.ts';
import { serverWords } from '../localization/locale.ts';
import { copyButton } from './copy-button.ts';
import { eventWords } from './event-words.ts';
import { factList, pills, section, type Fact } from './fact-list.ts';
import { contactWords, directionWords, flowWords, statusWords } from './interaction-words.ts';
import { InteractionOpenEvent } from './panel-events.ts';
import type { Reader } from './reader.ts';
import { runWords } from './run-words.ts';
import { durationWords, exactMoment, shortMoment } from './time.ts';
import { valueSections } from './interaction-values.ts';

export const interactionFactsStyles = css`
  .id {
    display: inline-flex;
    align-items: baseline;
    gap: 4px;
    max-inline-size: 100%;
  }
  .id > code {
    font: inherit;
    font-variant-numeric: tabular-nums;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .id > .copy {
    flex: none;
  }
`;

/** What the run does now, or how it ended, in one line; else that there is more to know. */
export function runLine(interaction: InteractionDetails, reader: Reader): unknown {
  if (!interaction.run) return msg('Further facts');
  const [heading, words] = runWords(interaction.run, interaction, reader.zone, reader.now);
  return html`<span class="quiet">${heading}</span> <bdi>${words}</bdi>`;
}

/** What is known of an interaction besides the facts that are always on show. */
export function furtherFacts(interaction: InteractionDetails, reader: Reader): TemplateResult {
  const { statusReason, tags, variables } = interaction;
  return html`<section class="row">
      ${factList([
        [msg('Id'), idWords(interaction.id)],
        [msg('Reason'), statusReason && serverWords(statusReason)],
        ...runFacts(interaction, reader),
        ...timeFacts(interaction, reader),
        [msg('Took part'), participantWords(interaction, reader)],
        [msg('Card'), cardWords(interaction)],
        [msg('Case'), caseWords(interaction)],
        [msg('Events'), eventsWords(reader)],
      ])}
    </section>
    ${section(msg('Tags'), pills(tags))}${valueSections(variables)}`;
}

/** All facts of an interaction, for the tab that has nothing else. */
export function allFacts(interaction: InteractionDetails, reader: Reader): TemplateResult {
  const { contact, flow, status, statusReason, direction, voiceCampaign, tags } = interaction;
  return html`<section class="row">
      ${factList([
        [msg('Id'), idWords(interaction.id)],
        [msg('Contact'), contactWords(contact)],
        [msg('Flow'), flowWords(flow)],
        [msg('Direction'), directionWords(direction)],
        [msg('Status'), statusWords(status)],
        [msg('Reason'), statusReason && serverWords(statusReason)],
        [msg('Original routing'), routingWords(interaction.originalRouting)],
        [msg('Current routing'), routingWords(interaction.currentRouting)],
        ...runFacts(interaction, reader),
        [msg('Queue'), interaction.queue?.name],
        [msg('Advisor'), interaction.advisor?.name],
        [msg('Took part'), participantWords(interaction, reader)],
        [msg('Voice campaign'), voiceCampaign],
        ...timeFacts(interaction, reader),
        [msg('Card'), cardWords(interaction)],
        [msg('Case'), caseWords(interaction)],
        [msg('Came from'), originWords(reader)],
      ])}
    </section>
    ${section(
      msg('Checkpoints'),
      interaction.checkpoints.length === 0
        ? nothing
        : html`<waypost-checkpoint-chips
            .checkpoints=${interaction.checkpoints}
            .timeZone=${reader.zone}
          ></waypost-checkpoint-chips>`,
    )}
    ${section(msg('Tags'), pills(tags))}${section(msg('Tasks'), taskList(reader))}`;
}

function runFacts(interaction: InteractionDetails, reader: Reader): Fact[] {
  const { run } = interaction;
  if (!run) return [[msg('Routing'), interaction.routing?.name]];
  return [
    [msg('Routing'), msg(str`${run.routingName}, version ${run.routingVersion}`)],
    runWords(run, interaction, reader.zone, reader.now),
  ];
}

function timeFacts({ startedAt, endedAt }: InteractionDetails, reader: Reader): Fact[] {
  const durations = reader.records.data?.durations;
  const end = endedAt ? Date.parse(endedAt) : reader.now;
  return [
    [msg('Start'), moment(startedAt, reader)],
    [msg('End'), endedAt ? moment(endedAt, reader) : null],
    [msg('Duration'), durationWords(end - Date.parse(startedAt))],
    [msg('Waited'), spentWords(durations?.waiting, reader)],
    [msg('With advisors'), spentWords(durations?.inProgress, reader)],
    [msg('Afterwards'), spentWords(durations?.after, reader)],
  ];
}

/** A length of time that counts on as long as it goes on. */
function spentWords(spent: Duration | null | undefined, { now }: Reader): string | undefined {
  if (!spent) return undefined;
  const since = spent.since ? Math.max(0, now - Date.parse(spent.since)) : 0;
  return durationWords(spent.ms + since);
}

function eventsWords(reader: Reader): unknown {
  const events = reader.records.events.value;
  const last = events?.at(-1);
  if (!events || !last) return undefined;
  return html`${events.length}, ${msg('the last one')} ${moment(last.at, reader)}:
    <bdi>${eventWords(last)}</bdi>`;
}

function originWords(reader: Reader): unknown {
  const origin = reader.records.data?.linkedFrom;
  if (!origin) return undefined;
  return html`<button
      class="bare link"
      @click=${(event: Event) =>
        event.currentTarget?.dispatchEvent(new InteractionOpenEvent(origin.id))}
    >
      ${flowWords(origin.flow)}
    </button>
    ${moment(origin.startedAt, reader)}`;
}

function taskList(reader: Reader): TemplateResult | typeof nothing {
  const tasks = reader.records.data?.tasks ?? [];
  return factList(
    tasks.map(({ name, category, startsAt, createdAt }): Fact => [
      name,
      html`${category ? html`<bdi>${category.name}</bdi> · ` : nothing}
      ${moment(startsAt ?? createdAt, reader)}`,
    ]),
  );
}

/** A moment in short; the exact one on hover. */
export function moment(at: string, { zone, now }: Reader): TemplateResult {
  return html`<time datetime=${at} title=${exactMoment(at, zone)}
    >${shortMoment(at, zone, now)}</time
  >`;
}

const routingWords = (routing: 'smart' | 'direct'): string =>
  routing === 'smart' ? msg('Smart') : msg('Direct');

const idWords = (id: string): TemplateResult =>
  html`<span class="id"
    ><code title=${id}>${id}</code>${copyButton(id, msg('Copy the id'))}</span
  >`;

function participantWords(
  { participants }: InteractionDetails,
  reader: Reader,
): TemplateResult | undefined {
  if (participants.length === 0) return undefined;
  return html`${participants.map(
    ({ name, joinedAt }, index) =>
      html`${index ? ', ' : nothing}<bdi title=${exactMoment(joinedAt, reader.zone)}
          >${name}</bdi
        >`,
  )}`;
}

function cardWords({ card }: InteractionDetails): unknown {
  if (!card?.address) return card?.label;
  return html`<a href=${card.address} target="_blank" rel="noopener"
    ><bdi>${card.label}</bdi></a
  >`;
}

const caseWords = ({ case: of }: InteractionDetails): string | undefined =>
  of ? [of.reference, of.title, of.status].filter(Boolean).join(' · ') : undefined;
