import { msg } from '@lit/localize';
import type { ProtectedEntity } from '../../api-client/contract/rights.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import { makerPath } from './own-address.ts';
import { CHANNELS } from '../shared/channel-words.ts';
import { entityKindWords, type EntityKindWords } from '../shared/entity-words.ts';
import { peopleKindWords } from '../shared/people-words.ts';

/** A part of the Maker on show. */
export interface ShownPart {
  element: HTMLElement;
  /** What is below the part's address: nothing, or what its `chosen` was told. */
  show(rest: string): void;
}

/** A part of the Maker: at an address of its own, with an element that comes when it is shown. */
export interface MakerPart {
  /** Its address is `/maker/` and this. */
  path: string;
  /** Which rights show it; none where it shows to anybody what they may see. */
  protects?: ProtectedEntity;
  words: string;
  group: string;
  /** `chosen` is told what the address is to have below the part's: an id, or nothing. */
  open(client: Waypost, chosen: (rest: string) => void): Promise<ShownPart>;
}

/** Every part, group by group, in the order of the navigation. The first one has the address `/maker`, too. */
export const makerParts = (): MakerPart[] => [
  {
    path: 'checkpoints',
    protects: 'checkpoints',
    words: msg('Checkpoints'),
    group: msg('Smart routings'),
    async open(client, chosen) {
      await import('../checkpoint-settings.ts');
      const element = Object.assign(document.createElement('waypost-checkpoint-settings'), {
        client,
      });
      element.addEventListener('waypost-checkpoint-chosen', ({ checkpointId = '' }) =>
        chosen(checkpointId),
      );
      return { element, show: (id) => (element.checkpointId = id) };
    },
  },
  {
    path: 'routings',
    protects: 'routings',
    words: msg('Smart routings'),
    group: msg('Smart routings'),
    async open(client, chosen) {
      await import('../routing-editor.ts');
      const element = Object.assign(document.createElement('waypost-routing-editor'), {
        client,
      });
      element.addEventListener('waypost-routing-chosen', ({ routingId = '', version }) =>
        chosen(version === undefined ? routingId : `${routingId}/${version}`),
      );
      const show = (rest: string): void => {
        const [id = '', version = ''] = rest.split('/');
        element.routingId = id;
        element.version = /^\d{1,7}$/.test(version) ? Number(version) : undefined;
      };
      return { element, show };
    },
  },
  {
    path: 'reports',
    words: msg('Reports'),
    group: msg('Statistics'),
    open: async (client) => (await import('./report-part.ts')).openReport(client),
  },
  {
    path: 'history',
    words: msg('History of interactions'),
    group: msg('Statistics'),
    open: async (client) => (await import('./history-part.ts')).openHistoryPart(client),
  },
  ...entityParts(),
  settingsPart({
    path: CHANNELS,
    kind: CHANNELS,
    protects: 'entities',
    words: msg('Channels'),
    group: msg('Toolbox: connections'),
  }),
  {
    path: 'secrets',
    protects: 'secrets',
    words: msg('Secrets'),
    group: msg('Toolbox: connections'),
    async open(client) {
      await import('../secret-settings.ts');
      const element = Object.assign(document.createElement('waypost-secret-settings'), {
        client,
        useUrl: `${makerPath}/entities/{path}/{id}`,
      });
      return { element, show: () => undefined };
    },
  },
  ...peopleParts(),
];

function entityParts(): MakerPart[] {
  const groups: [words: string, kinds: EntityKindWords['kind'][]][] = [
    [msg('Toolbox: distribution'), ['queue', 'queue-group', 'calendar', 'qualification']],
    [
      msg('Toolbox: messages'),
      ['email-template', 'sms-template', 'mailbox', 'survey', 'campaign'],
    ],
    [msg('Toolbox: data'), ['value-table', 'database', 'case-type', 'task-category']],
    [msg('Toolbox: connections'), ['web-service', 'crm', 'payment-module', 'custom-button']],
  ];
  const all = entityKindWords();
  return groups.flatMap(([group, kinds]) =>
    kinds.flatMap((kind) =>
      all.filter((each) => each.kind === kind).map((each) => entityPart(each, group)),
    ),
  );
}

/** Users, teams, roles and profiles: each at `/maker/` and its own path. */
const peopleParts = (): MakerPart[] =>
  peopleKindWords().map(({ path, several }) =>
    settingsPart({ path, kind: path, protects: 'users', words: several, group: msg('Users') }),
  );

const entityPart = ({ path, several }: EntityKindWords, group: string): MakerPart =>
  settingsPart({
    path: `entities/${path}`,
    kind: path,
    protects: 'entities',
    words: several,
    group,
  });

/** What `<waypost-entity-settings>` shows. */
function settingsPart({
  kind,
  ...part
}: Omit<MakerPart, 'open'> & { kind: string }): MakerPart {
  return {
    ...part,
    async open(client, chosen) {
      await import('../entity-settings.ts');
      const element = Object.assign(document.createElement('waypost-entity-settings'), {
        client,
        kind,
      });
      element.addEventListener('waypost-entity-chosen', ({ entityId = '' }) =>
        chosen(entityId),
      );
      return { element, show: (id) => (element.entityId = id) };
    },
  };
}
