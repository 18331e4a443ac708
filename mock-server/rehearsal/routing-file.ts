import type { RoutingFile } from '../../api-client/contract/routing.ts';
import type { Finding } from '../../api-client/contract/routing.ts';
import { namedEntities } from '../routing/named-entities.ts';
import { validateTree } from '../routing/validate.ts';
import { readKnownEntities } from '../storage/known-entities.ts';
import { insertRouting } from '../storage/routings.ts';
import type { VersionKey } from '../storage/version-rows.ts';
import type { RehearsalParts } from './rehearse.ts';

/** Everything that validation finds in a routing’s file, in the organisation that it would run in. */
export async function validateFile(
  { db, catalogue }: RehearsalParts,
  organisationId: string,
  { tree, flow }: RoutingFile,
): Promise<Finding[]> {
  const known = await readKnownEntities(db, organisationId, namedEntities(tree, catalogue));
  return validateTree({ tree, flow }, catalogue, known);
}

/** The parts for rehearsals of a routing that is in a file only, and the version that it is while they last. */
export function partsWith(
  parts: RehearsalParts,
  organisationId: string,
  { tree, ...file }: RoutingFile,
): { parts: RehearsalParts; key: VersionKey } {
  const { catalogue, now, newId } = parts;
  const routingId = newId(now);
  // One of the same reference may be there already, and is to stay as it is.
  const reference = `file-${routingId}`;
  const draft = { ...file, reference, endRoutingId: null };
  return {
    parts: {
      ...parts,
      prepare: (tx) =>
        insertRouting(tx, organisationId, routingId, draft, { tree, catalogue, now }),
    },
    key: { organisationId, routingId, number: 1 },
  };
}
