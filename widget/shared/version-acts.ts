import type { RoutingVersion } from '../../api-client/contract/routing.ts';
import { asWaypostError } from '../../api-client/errors.ts';
import type { RoutingsApi } from '../../api-client/waypost.ts';
import type { EditedVersion } from './edited-version.ts';
import { errorWords } from './error-words.ts';

export interface VersionActsHost {
  readonly api: RoutingsApi;
  readonly edited: EditedVersion;
  /** Another version is to be on show, or this one as it is now. */
  show(number: number): void;
  changed(): void;
}

/** What is done with the versions of a routing besides changing a tree. */
export class VersionActs {
  /** Why the last one was refused. */
  trouble = '';
  /** The version that the one on show is compared with. */
  compared: RoutingVersion | undefined;
  readonly #host: VersionActsHost;
  /** What goes on in it was refused: the next try takes the same one. */
  #made: RoutingVersion | undefined;

  constructor(host: VersionActsHost) {
    this.#host = host;
  }

  compare(number: number | undefined): Promise<void> {
    return this.#try(async ({ api, edited }) => {
      this.compared =
        number === undefined ? undefined : await api.version(edited.version.routingId, number);
    });
  }

  /** A new one in development, with the tree of another. */
  copy(from: number): Promise<void> {
    return this.#try(async ({ api, edited, show }) => {
      await edited.settle();
      show((await api.createVersion(edited.version.routingId, { from })).number);
    });
  }

  archive(number: number): Promise<void> {
    return this.#try(async ({ api, edited, show }) => {
      await edited.settle();
      await api.archive(edited.version.routingId, number);
      show(edited.version.number);
    });
  }

  /** Saves what was done on a version that takes no changes any more in a new one. */
  goOn(): Promise<void> {
    return this.#try(async ({ api, edited, show }) => {
      const { tree } = edited;
      const { routingId, number } = edited.version;
      const made = (this.#made ??= await api.createVersion(routingId, { from: number }));
      await api.save(routingId, made.number, made.revision, { tree });
      edited.forget();
      show(made.number);
    });
  }

  async #try(work: (host: VersionActsHost) => Promise<void>): Promise<void> {
    this.trouble = '';
    try {
      await work(this.#host);
    } catch (error) {
      this.trouble = errorWords(asWaypostError(error));
    }
    this.#host.changed();
  }
}
