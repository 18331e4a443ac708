import type { Db } from '../storage/database.ts';
import { readVersionToRun } from '../storage/routing-versions.ts';
import { compileVersion, type ActionCatalogue, type CompiledVersion } from './compile.ts';

const MOST_KEPT = 500;

/** Compiled versions of routings. What has been in production never changes again, so it is kept. */
export class VersionStore {
  #catalogue: ActionCatalogue;
  #kept = new Map<string, CompiledVersion>();

  constructor(catalogue: ActionCatalogue) {
    this.#catalogue = catalogue;
  }

  async read(
    db: Db,
    organisationId: string,
    routingId: string,
    number: number,
  ): Promise<CompiledVersion> {
    const key = `${organisationId}/${routingId}/${number}`;
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const version = await readVersionToRun(db, organisationId, routingId, number);
    const compiled = compileVersion(version, this.#catalogue);
    if (version.state === 'production' || version.state === 'archived')
      this.#keep(key, compiled);
    return compiled;
  }

  #keep(key: string, compiled: CompiledVersion): void {
    if (this.#kept.size >= MOST_KEPT) {
      const oldest = this.#kept.keys().next().value;
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    this.#kept.set(key, compiled);
  }
}
