import type { Services } from '../../../mock-server/services.ts';
import type { Turn } from './journeys.ts';

/** A clock that goes on when it is told, and a little with each look. */
export class TurnClock {
  time: number;

  constructor(at: Date) {
    this.time = at.getTime();
  }

  now = (): Date => new Date(this.time++);
}

/** Does with a flow what comes to it. */
export async function takeTurn(
  services: Services,
  clock: TurnClock,
  flow: { organisationId: string; interactionId: string },
  turn: Turn,
): Promise<void> {
  if (typeof turn === 'object' && 'says' in turn) {
    await services.engine.receive({ ...flow, text: turn.says, choiceId: null, key: null });
  } else if (typeof turn === 'object' && 'passes' in turn) {
    clock.time += turn.passes * 1000;
    await services.engine.runDue();
  } else {
    const { takeLaterTurn } = await import('./take-later-turn.ts');
    await takeLaterTurn(services, flow, turn);
  }
}
