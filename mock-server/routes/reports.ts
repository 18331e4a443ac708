import type { CheckpointReportQuery } from '../../api-client/contract/report.ts';
import { invalidField } from '../refusal.ts';
import { BEFORE, checkpointReport } from '../reports/checkpoint-report.ts';
import { sharingsOf } from '../reports/load-sharing-report.ts';
import { daysOf, spanBefore } from '../reports/period.ts';
import { demandNames, readReport, writeSpan } from '../reports/read-report.ts';
import type { Span } from '../history/same-day-before.ts';
import type { Services } from '../services.ts';
import { listNamed } from '../storage/history/names.ts';
import { countCheckpoints } from '../storage/reports/checkpoints.ts';
import { countFunnel } from '../storage/reports/funnel.ts';
import { countLinks, readSharingActions } from '../storage/reports/load-sharing.ts';
import { readCheckpointNames } from '../storage/reports/names.ts';
import type { Part } from '../storage/reports/seen.ts';
import { route } from './route.ts';

export const reportRoutes = [
  route('readCheckpointReport', async ({ query, viewer, services }) => {
    const { groupBy, ...filter } = query;
    const { reporting, timeZone, head } = await readReport(services, viewer, filter);
    const { period, now } = reporting;
    const before = spanBefore(period, now, timeZone);
    const days = daysOf(period, timeZone);
    const parts = [
      ...(before ? partsOf(daysOf(before, timeZone), () => BEFORE) : []),
      ...partsOf(days, (index) => (groupBy ? 0 : index)),
    ];
    const tallies = await countCheckpoints(services.db, reporting, parts, groupBy);
    const ids = [...new Set(tallies.flatMap(({ checkpointId }) => checkpointId ?? []))];
    const names = {
      checkpoints: await readCheckpointNames(services.db, reporting, parts, ids),
      groups: await groupNames(services, viewer.organisationId, groupBy),
    };
    return {
      ...head,
      before: before ? writeSpan(before) : null,
      ...checkpointReport(
        tallies,
        { isCompared: before !== undefined, days: groupBy ? [] : days.map(({ day }) => day) },
        names,
        groupBy,
      ),
    };
  }),

  route('readFunnelReport', async ({ query, viewer, services }) => {
    const { step, ...filter } = query;
    const { reporting, timeZone, head } = await readReport(services, viewer, filter);
    const parts = partsOf(daysOf(reporting.period, timeZone));
    const names = await demandNames(services, reporting, parts, { field: 'step', ids: step });
    const counts = await countFunnel(services.db, reporting, parts, step);
    return {
      ...head,
      interactions: counts.interactions,
      steps: names.map((name, index) => ({
        ...name,
        reached: counts.reached[index]!, // one for each
        since: counts.since[index] ?? null,
      })),
      inAll: counts.inAll,
    };
  }),

  route('readLoadSharingReport', async ({ query, viewer, services }) => {
    const { sharedBy, version, goal: goalId, ...filter } = query;
    const { organisationId } = viewer;
    const { db } = services;
    const { reporting, timeZone, head } = await readReport(services, viewer, filter);
    const parts = partsOf(daysOf(reporting.period, timeZone));
    const routings = await listNamed(db, 'routings', organisationId);
    const routing = routings.find(({ id }) => id === sharedBy);
    if (!routing) throw invalidField('sharedBy', `There is no smart routing ${sharedBy}.`);
    const [goal] = await demandNames(services, reporting, parts, {
      field: 'goal',
      ids: [goalId],
    });
    const question = { routingId: sharedBy, version, goal: goalId };
    const tallies = await countLinks(db, reporting, parts, question);
    const actions = await readSharingActions(db, organisationId, sharedBy, tallies);
    return { ...head, routing, goal: goal!, sharings: sharingsOf(tallies, actions) }; // one for each
  }),
];

/** Days as parts to be counted, each by itself unless labelled otherwise. */
function partsOf(days: readonly Span[], label = (index: number) => index): Part[] {
  return days.map(({ from, to }, index) => ({ from, to, label: label(index) }));
}

async function groupNames(
  { db }: Services,
  organisationId: string,
  groupBy: CheckpointReportQuery['groupBy'],
): Promise<Map<string, string>> {
  if (!groupBy || groupBy === 'flow') return new Map();
  const table = groupBy === 'queue' ? 'queues' : 'routings';
  const named = await listNamed(db, table, organisationId);
  return new Map(named.map(({ id, name }) => [id, name]));
}
