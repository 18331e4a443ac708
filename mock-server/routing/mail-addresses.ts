import { z } from 'zod';

const address = z.email().max(254);

/** True for the address of one mailbox, and nothing around it. */
export function isEmailAddress(text: string): boolean {
  return address.safeParse(text).success;
}

/** The recipients of one e-mail, and what was written as one and is none. */
export interface Recipients {
  to: string[];
  cc: string[];
  bcc: string[];
  invalid: string[];
}

/** Reads addresses with commas, semicolons or lines between them. An address in several fields counts in the first. */
export function readRecipients(fields: { to: string; cc: string; bcc: string }): Recipients {
  const seen = new Set<string>();
  const invalid: string[] = [];
  const read = (text: string): string[] =>
    text.split(/[,;\r\n]/).flatMap((part) => {
      const written = part.trim();
      if (written === '') return [];
      const bare = /<([^<>]*)>$/.exec(written)?.[1]?.trim() ?? written;
      const folded = bare.toLowerCase();
      if (seen.has(folded)) return [];
      seen.add(folded);
      if (address.safeParse(bare).success) return [bare];
      invalid.push(written);
      return [];
    });
  return { to: read(fields.to), cc: read(fields.cc), bcc: read(fields.bcc), invalid };
}
