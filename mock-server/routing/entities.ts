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

/** Looks entities up in one organisation, for the length of one step. */
export interface EntityLookup {
  /** `likely` are others of the kind that the same step may ask for: one query then reads them all. */
  find<Kind extends EntityKind>(
    kind: Kind,
    choice: EntityChoice,
    likely?: readonly EntityChoice[],
  ): Promise<FoundEntity<Kind> | undefined>;
}
