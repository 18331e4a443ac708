import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import type { ChannelsApi } from '../../api-client/channels-api.ts';
import type {
  Channel,
  ChannelDraft,
  ChannelPatch,
} from '../../api-client/contract/channel-settings.ts';
import { fold } from '../../api-client/contract/fold.ts';
import { ProblemError } from '../../api-client/errors.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import './channel-facts.ts';
import { toldSecret } from './channel-facts.ts';
import { channelViews } from './channel-views.ts';
import { CHANNELS, channelKindWords } from './channel-words.ts';
import type { EntityExtra } from './entity-extras.ts';
import { EntityForm, type EntityValues } from './entity-form.ts';
import { flowWords } from './interaction-words.ts';
import type { JsonSchema } from './schema-types.ts';
import { kindWords } from './kind-words.ts';
import { makerSource } from './maker-source.ts';
import { SettingsDeletion } from './settings-deletion.ts';
import type { Sort, SettingsSubject } from './settings-subject.ts';
import type { SettingsCalls, SettingsTask } from './settings-form.ts';
import type { SettingsColumn } from './settings-rows.ts';

/** No action names it, and who changed it last is not kept. `secret` is there once, of one that was just made. */
export type ChannelItem = Channel & {
  reference: '';
  updatedBy: null;
  definition: Record<string, unknown>;
  secret?: string | null;
};

/** The ways by which customers come in, as their settings list, edit and delete them. */
export function channelSubject(client: Waypost): SettingsSubject<ChannelItem, EntityValues> {
  const { channels: api } = client;
  const calls = callsOf(api);
  const views = channelViews(client);
  return {
    key: CHANNELS,
    words: kindWords(
      { one: msg('Channel'), several: msg('Channels') },
      {
        searched: msg('Name'),
        noneWhoMay: msg('Make one, and customers can come in by it.'),
      },
    ),
    columns: channelColumns(),
    // There are a few: the list is searched here.
    list: async ({ search, sort }) => {
      const wanted = fold(search);
      const found = (await api.list()).filter(({ name }) => fold(name).includes(wanted));
      const items = (sort === '-name' ? found.reverse() : found).map(toItem);
      return { items, nextCursor: null };
    },
    isWhole: true,
    read: calls.read,
    form: (task, drafts, host) =>
      new EntityForm(task, calls, drafts, host, {
        one: msg('Channel'),
        hasReference: false,
        schema: async () => schemaFor(task, await api.form()),
        source: (place) => makerSource(client, place),
        views,
        extra: (task) => factsOf(api, task),
      }),
    deletion: (items, host) =>
      new SettingsDeletion(
        items,
        {
          about: msg(
            'Nobody comes in by it any more. What runs on it goes on, and cannot be delivered.',
          ),
          brokenWords: '',
          severalTitle: () => '',
          usage: () => Promise.resolve({ uses: [] }), // it uses others, and nothing uses it
          delete: async ([id = '']) => {
            await api.delete(id);
            return { deleted: items };
          },
        },
        host,
      ),
    told: ({ secret }) => (secret ? toldSecret(secret) : nothing),
    mostDeleted: 1,
  };
}

/** What can be set of one that is there; of a new one, its kind and flow, too. */
function schemaFor(
  { is }: SettingsTask<ChannelItem>,
  { draft, settings }: { draft: JsonSchema; settings: JsonSchema },
): JsonSchema {
  return is === 'new' || is === 'copy' ? draft : settings;
}

function toItem(channel: Channel): ChannelItem {
  const { queueId, routingReference, deliverTo, limits } = channel;
  const definition = { queueId, routingReference, deliverTo, limits };
  return { ...channel, reference: '', updatedBy: null, definition };
}

function callsOf(api: ChannelsApi): SettingsCalls<ChannelItem, EntityValues> {
  const create = async ({ name, definition }: EntityValues) => {
    const draft = { ...(definition as Omit<ChannelDraft, 'name'>), name }; // as the form's schema says
    const made = await placed(api.create(draft));
    return { ...toItem(made), secret: made.secret };
  };
  return {
    none: { name: '', reference: '', definition: undefined },
    valuesOf: ({ name, definition }) => ({ name, reference: '', definition }),
    copyOf: ({ name, kind, flow, definition }) => ({
      name,
      reference: '',
      definition: { kind: kind === 'chat' ? kind : 'webhook', flow, ...definition },
    }),
    read: async (id) => toItem(await api.read(id)),
    usage: () => Promise.resolve({ uses: [] }),
    create,
    duplicate: (_id, values) => create(values),
    change: async (id, revision, { name, definition }) => ({
      ...toItem(
        await placed(
          api.change(id, revision, { ...(definition as Omit<ChannelPatch, 'name'>), name }),
        ),
      ),
      brokenUses: [],
    }),
  };
}

/** The form has all but the name in its definition: so stands what is wrong with it. */
async function placed<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const errors = (error.problem.errors ?? []).map(({ path, message }) => ({
      path: path === 'name' ? path : `definition.${path}`,
      message,
    }));
    throw new ProblemError({ ...error.problem, errors });
  }
}

function factsOf(api: ChannelsApi, task: SettingsTask<ChannelItem>): EntityExtra | undefined {
  if (task.is !== 'edit' && task.is !== 'read') return undefined;
  return ({ isReadOnly }) =>
    html`<waypost-channel-facts
      .api=${api}
      .channel=${task.of}
      ?readonly=${isReadOnly}
    ></waypost-channel-facts>`;
}

const channelColumns = (): SettingsColumn<ChannelItem, Sort>[] => [
  { heading: msg('Kind'), cell: ({ kind }) => html`${channelKindWords(kind)}` },
  { heading: msg('Flow'), cell: ({ flow }) => html`${flowWords(flow)}` },
  {
    heading: msg('Smart routing'),
    isEmpty: ({ routingReference }) => routingReference === null,
    cell: ({ routingReference }) =>
      html`<bdi class="reference">${routingReference ?? '–'}</bdi>`,
  },
];
