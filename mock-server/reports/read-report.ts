import type { ReportFilter } from '../../api-client/contract/report.ts';
import { demandHistory } from '../access/history.ts';
import type { Viewer } from '../access/identity.ts';
import { readFilter } from '../history/read-filter.ts';
import { invalidField } from '../refusal.ts';
import type { Services } from '../services.ts';
import { readLocale } from '../storage/organisations.ts';
import { readCheckpointNames, type CheckpointName } from '../storage/reports/names.ts';
import type { Part, Reporting } from '../storage/reports/seen.ts';

/** Who asks for which interactions, and what the answer says of itself. */
export interface Asked {
  reporting: Reporting;
  timeZone: string;
  head: { at: string; timeZone: string; period: { from: string; to: string } };
}

/** Refuses when the history is closed to the viewer, and what makes no filter. */
export async function readReport(
  { db, clock }: Services,
  viewer: Viewer,
  given: ReportFilter,
): Promise<Asked> {
  demandHistory(viewer);
  const { organisationId, userId } = viewer;
  const now = clock.now();
  const locale = await readLocale(db, organisationId);
  const timeZone = given.timeZone ?? locale.timeZone;
  const { from, to, ...filter } = readFilter(given, { now, ...locale });
  const period = { from: from!, to: to! }; // the contract asks for both
  return {
    reporting: { organisationId, userId, userType: viewer.type, now, period, filter },
    timeZone,
    head: { at: now.toISOString(), timeZone, period: writeSpan(period) },
  };
}

export function writeSpan({ from, to }: { from: Date; to: Date }) {
  return { from: from.toISOString(), to: to.toISOString() };
}

/** What the checkpoints of a field are called. Refuses those that neither are there nor were attached. */
export async function demandNames(
  { db }: Services,
  reporting: Reporting,
  parts: readonly Part[],
  { field, ids }: { field: string; ids: readonly string[] },
): Promise<CheckpointName[]> {
  const names = await readCheckpointNames(db, reporting, parts, ids);
  return ids.map((id) => {
    const name = names.get(id);
    if (!name) throw invalidField(field, `There is no checkpoint ${id}.`);
    return name;
  });
}
