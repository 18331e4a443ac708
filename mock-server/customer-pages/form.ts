import { readBodyText, refuseUnstorable } from '../routes/body.ts';

/** What a form of ours may send, in bytes. */
const LARGEST_FORM = 256 * 1024;

/** The fields of a form as it was sent; of a field that is there twice, the last. */
export async function readForm(request: Request): Promise<Record<string, string>> {
  const fields = Object.fromEntries(
    new URLSearchParams(await readBodyText(request, LARGEST_FORM)),
  );
  refuseUnstorable(fields);
  return fields;
}
