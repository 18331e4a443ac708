import { storage, type StorageItemKey } from 'wxt/utils/storage';
import { DOCK_WIDTH, dockWidth } from './dock-width.ts';
import { pageContacts, picked, type PageContacts, type Picked } from './page-shapes.ts';
import { readServerAddress } from './server-address.ts';
import {
  listOf,
  oneOf,
  record,
  ShapeError,
  text,
  truth,
  unless,
  whole,
  type Of,
  type Shape,
} from './shape.ts';
import { MOST_RULES, siteRule, type SiteRule } from './site-rules.ts';
import type { LanguageChoice } from './words.ts';

/** What changes, and tells it. */
export interface Followed<Value> {
  /** Tells the present value, then each new one. */
  follow(listener: (value: Value) => void, signal: AbortSignal): void;
}

/** One thing that the extension remembers. What is stored is checked each time it is read. */
export interface Setting<Value> extends Followed<Value> {
  read(): Promise<Value>;
  write(value: Value): Promise<void>;
  /** Back to the default; nothing stays stored. */
  clear(): Promise<void>;
}

const serverAddress: Shape<string> = (value) => {
  const server = readServerAddress(text(2000)(value));
  if (server !== null) return server;
  throw new ShapeError('The address of a server', value);
};

const signedIn = record({
  /** The only server that the token is ever sent to. */
  server: serverAddress,
  accessToken: text(10_000),
  /** An instant. */
  expiresAt: text(40),
  name: text(1000),
});

/** Who is signed in, and where. */
export type SignedIn = Of<typeof signedIn>;

const signingIn = record({
  server: serverAddress,
  state: text(100),
  verifier: text(100),
  /** The tab in which the server's page is; -1 before it is known. */
  tabId: whole,
});

const signInFailure = oneOf(
  'signInClosed',
  'signInRefused',
  'signInStrange',
  'signInForbidden',
  'signInFailed',
  'serverUnreachable',
  'serverUntrusted',
  'serverStrange',
  'serverOlder',
  'serverNewer',
);

/** Why a sign-in came to nothing: the name of the sentence that says so. */
export type SignInFailure = Of<typeof signInFailure>;

/** Waypost's server, as `https://waypost.example`; null until one is chosen. */
export const serverSetting = define<string | null>('local:server', serverAddress, null);

/** The language of the extension's pages. */
export const languageSetting = define<LanguageChoice>(
  'local:language',
  oneOf('browser', 'en', 'fr'),
  'browser',
);

export const colourSchemes = ['browser', 'light', 'dark'] as const;
export type ColourScheme = (typeof colourSchemes)[number];

/** The colours of the extension's pages. */
export const colourSchemeSetting = define<ColourScheme>(
  'local:colourScheme',
  oneOf(...colourSchemes),
  'browser',
);

/**
 * The customer that a person chose for the panel of a window. In memory only: a customer's number has no place on the
 * disk.
 */
export function contactSetting(window: number): Setting<string> {
  return define(`session:contact-${window}`, text(320), '');
}

/**
 * The session, in memory only, and out of reach of content scripts: session storage is open to trusted contexts
 * alone unless an extension says otherwise. The background alone writes it.
 */
export const sessionSetting = define<SignedIn | null>('session:session', signedIn, null);

/** Sites where the person lets the extension look for contacts, as `https://crm.example`. */
const site = record({
  site: text(300),
  /** Whether contacts are marked in its pages; an administrator may forbid it all the same. */
  hasMarks: truth,
  /** Whether the panel is docked in its pages, with the same reservation. */
  isDocked: unless(false, truth),
});

export type Site = Of<typeof site>;

const MOST_SITES = 200;

/** Only those count that the browser permits, too: see sites.ts. */
export const sitesSetting = define<Site[]>('local:sites', sound(site, MOST_SITES), []);

/** A person's own rules; one that is not sound any more is left out. */
export const rulesSetting = define<SiteRule[]>('local:rules', sound(siteRule, MOST_RULES), []);

/** The contacts of a tab's page, in memory only. The background alone writes it. */
export function pageSetting(tab: number): Setting<PageContacts | null> {
  return define<PageContacts | null>(`session:page-${tab}`, pageContacts, null);
}

/** A rule picked in a tab that nobody has kept yet. */
export function pickedSetting(tab: number): Setting<Picked | null> {
  return define<Picked | null>(`session:picked-${tab}`, picked, null);
}

/** The width of the docked panel in pixels, on all sites. */
export const dockWidthSetting = define<number>('local:dockWidth', dockWidth, DOCK_WIDTH);

/** What the next docked panel in a tab must name: whoever frames our page without it sees nothing. */
export function dockTicketSetting(tab: number): Setting<string> {
  return define(`session:dock-ticket-${tab}`, text(60), '');
}

/** Whether a person has closed the docked panel of a tab, where the site has one. */
export function undockedSetting(tab: number): Setting<boolean> {
  return define<boolean>(`session:undocked-${tab}`, truth, false);
}

/** The sign-in that is under way, in memory only as well. */
export const signingInSetting = define<Of<typeof signingIn> | null>(
  'session:signingIn',
  signingIn,
  null,
);

/** How the last sign-in failed; null when it did not. */
export const signInFailureSetting = define<SignInFailure | null>(
  'session:signInFailure',
  signInFailure,
  null,
);

/** Tells what all of the settings are, as soon as each is known and whenever one of them changes. */
export function followAll<Settings extends Record<string, Followed<unknown>>>(
  settings: Settings,
  listener: (values: ValuesOf<Settings>) => void,
  signal: AbortSignal,
): void {
  const values: Record<string, unknown> = {};
  const names = Object.keys(settings);
  for (const name of names) {
    settings[name]!.follow((value) => {
      values[name] = value;
      if (names.every((each) => each in values)) listener({ ...values } as ValuesOf<Settings>); // all are there
    }, signal);
  }
}

type ValuesOf<Settings> = {
  [Name in keyof Settings]: Settings[Name] extends Followed<infer Value> ? Value : never;
};

/** A list without the items that are none: one that an older version wrote costs the others nothing. */
function sound<Value>(item: Shape<Value>, most: number): Shape<Value[]> {
  const sift: Shape<Value[]> = (value) =>
    listOf(
      (each) => each,
      most,
    )(value).flatMap((each) => {
      try {
        return [item(each)];
      } catch {
        return [];
      }
    });
  return sift;
}

function define<Value>(
  key: StorageItemKey,
  shape: Shape<NoInfer<Value>>,
  otherwise: Value,
): Setting<Value> {
  const item = storage.defineItem<unknown>(key);
  const parse = (stored: unknown): Value => {
    try {
      return stored === null || stored === undefined ? otherwise : shape(stored);
    } catch {
      return otherwise; // written by an older version, or by hand
    }
  };
  const read = async () => parse(await item.getValue());
  return {
    read,
    write: (value) => item.setValue(value),
    clear: () => item.removeValue(),
    follow(listener, signal) {
      let isNewest = true;
      const stop = item.watch((value) => {
        isNewest = false;
        listener(parse(value));
      });
      signal.addEventListener('abort', stop);
      void read().then((value) => {
        if (isNewest && !signal.aborted) listener(value);
      });
    },
  };
}
