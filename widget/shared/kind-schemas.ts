import type { JsonSchema } from './schema-types.ts';

/** What tells of its kinds what their forms are drawn from. */
interface KindsApi {
  kinds(): Promise<readonly { path: string; definition: Record<string, unknown> }[]>;
}

/** The schemas of all kinds, asked for once for each client. */
const asked = new WeakMap<KindsApi, Promise<ReadonlyMap<string, JsonSchema>>>();

/** What the definition of a kind is, as paths name the kind. */
export async function kindSchema(api: KindsApi, path: string): Promise<JsonSchema> {
  let schemas = asked.get(api);
  if (!schemas) {
    schemas = api
      .kinds()
      .then((kinds) => new Map(kinds.map(({ path, definition }) => [path, definition])));
    schemas.catch(() => asked.delete(api));
    asked.set(api, schemas);
  }
  return (await schemas).get(path) ?? {};
}
