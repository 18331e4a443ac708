import { UserType } from '../../api-client/contract/user.ts';
import {
  rightsOn,
  type ProtectedEntity,
  type Right,
  type Rights,
} from '../../api-client/contract/rights.ts';
import { Refusal } from '../refusal.ts';
import type { Viewer } from './identity.ts';

/**
 * Refuses what would make more of a user than whoever does it is: who may modify users could otherwise give themselves
 * every right by a role, or by the password of somebody who has it.
 */
export function demandRightsOf(
  viewer: Pick<Viewer, 'rights'>,
  rights: Rights,
  path: string,
): void {
  const lacking = Object.entries(rightsOn).flatMap(([name, opening]) => {
    const entity = name as ProtectedEntity; // as the object says
    const own: readonly Right[] = viewer.rights[entity] ?? [];
    const given: readonly Right[] = rights[entity] ?? [];
    const more = opening.filter((right) => given.includes(right) && !own.includes(right));
    return more.length > 0 ? [`${entity} (${more.join(', ')})`] : [];
  });
  if (lacking.length === 0) return;
  const message = `Your own role does not have these rights, so that you cannot give them, nor change who has them: ${lacking.join(', ')}.`;
  throw new Refusal('forbidden', message, [{ path, message }]);
}

/** Refuses to make a user of a type that sees more than one’s own, or to change one who is. */
export function demandTypeOf(viewer: Pick<Viewer, 'type'>, type: UserType, path: string): void {
  const order = UserType.options;
  if (order.indexOf(type) <= order.indexOf(viewer.type)) return;
  const message = `You are of the type ${viewer.type}: you cannot make a user of the type ${type}, nor change one.`;
  throw new Refusal('forbidden', message, [{ path, message }]);
}
