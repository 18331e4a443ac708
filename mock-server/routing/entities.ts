/** An entity as an action names it: picked, or by its reference code. */
export type EntityChoice = { id: string } | { reference: string };

interface Entities {
  checkpoint: { id: string; name: string; reference: string; alias: string | null };
  /** `production` is null while the routing has no version in production. */
  routing: {
    id: string;
    name: string;
    flow: 'messaging' | 'email' | 'voice';
    kind: 'start' | 'end';
    production: number | null;
  };
}

/** The kinds of entity that actions can name. */
export type EntityKind = keyof Entities;
export type FoundEntity<Kind extends EntityKind> = Entities[Kind];

/** Looks entities up in one organisation. */
export interface EntityLookup {
  find<Kind extends EntityKind>(
    kind: Kind,
    choice: EntityChoice,
  ): Promise<FoundEntity<Kind> | undefined>;
}
