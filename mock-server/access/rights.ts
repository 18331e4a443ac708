import type { ProtectedEntity, Right } from '../../api-client/contract/rights.ts';
import { Refusal } from '../refusal.ts';
import type { Viewer } from './identity.ts';

export function mayDo(viewer: Viewer, entity: ProtectedEntity, right: Right): boolean {
  return viewer.rights[entity]?.includes(right) ?? false;
}

/** Refuses when the viewer's role does not give the right. */
export function demandRight(viewer: Viewer, entity: ProtectedEntity, right: Right): void {
  if (mayDo(viewer, entity, right)) return;
  throw new Refusal(
    'forbidden',
    `Your role does not let you ${right} ${entity}. Ask an administrator for that right.`,
  );
}
