import { createServices } from '../../mock-server/create-services.ts';
import { createWayOut } from '../../mock-server/effects/create-way-out.ts';
import type { Clock } from '../../mock-server/clock.ts';
import type { Services } from '../../mock-server/services.ts';
import { openPostgres } from '../../mock-server/storage/postgres.ts';
import type { FlowAnswer } from './flow-lane.ts';
import { flows } from './flows.ts';
import { readOutcome } from './outcome.ts';
import { PersistencePoints } from './persistence-points.ts';
import type { Flow } from './flow.ts';
import type { Deed, ProviderPorts } from './providers.ts';

/** The providers, as whoever started this process said. */
export const ports = JSON.parse(process.env['PROVIDERS'] ?? '{}') as ProviderPorts;
const url = process.env['DATABASE_URL'] ?? '';

export interface Program {
  services: Services;
  /** What has been logged as an error. */
  faults: string[];
}

/** The program on the database of this process, with its real ways out led to the providers. */
export async function openProgram(
  clock: Clock,
  points: () => PersistencePoints | undefined,
  connections: number,
): Promise<Program> {
  PersistencePoints.watchDatabase(points);
  const faults: string[] = [];
  const quiet = () => {};
  const fault = (...told: unknown[]) => void faults.push(JSON.stringify(told));
  const { performers } = createWayOut({
    smtp: {
      host: '127.0.0.1',
      port: ports.smtp,
      secure: false,
      user: '',
      password: '',
      from: 'shop@example.com',
    },
    smsGateway: { address: `http://127.0.0.1:${ports.http}/sms`, secret: 'shared secret' },
    allowedHosts: [`127.0.0.1:${ports.http}`],
  });
  const services = await createServices({
    db: openPostgres(url, { connections }),
    clock,
    random: () => 0.5,
    log: { info: quiet, warn: quiet, error: fault },
    performers: performers.map((performer) => PersistencePoints.around(performer, points)),
  });
  return { services, faults };
}

export function flowOf(action: string): Flow {
  const flow = flows.find((one) => one.action === action);
  if (!flow) throw new Error(`There is no flow for “${action}”.`);
  return flow;
}

/** What became of a flow: in the database, and outside. */
export async function tellEnd(
  { db }: Pick<Services, 'db'>,
  organisationId: string,
  action: string,
): Promise<Pick<FlowAnswer, 'branches' | 'outcome' | 'deeds'>> {
  const response = await fetch(`http://127.0.0.1:${ports.http}/counts?flow=${organisationId}`);
  const deeds = (await response.json()) as Deed[]; // of the providers
  const events = await db
    .selectFrom('interaction_events')
    .select('branch')
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', 'action')
    .where('action_type', '=', action)
    .where('action_id', 'in', action === 'start' ? ['start'] : ['it', 'again'])
    .orderBy('sequence')
    .execute();
  return {
    branches: events.map(({ branch }) => branch),
    outcome: await readOutcome(db, organisationId),
    deeds: deeds.map(({ provider, content }) => `${provider} ${content}`),
  };
}
