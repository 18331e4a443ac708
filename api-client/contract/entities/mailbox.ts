import { z } from 'zod';
import { SecretName } from '../secret.ts';

/** A mail server of the organisation’s own. `secure` speaks TLS from the first byte; else it is asked for. */
export const SmtpServer = z.strictObject({
  host: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'Give a host, as smtp.example.com.'),
  port: z.int().min(1).max(65_535).default(587).meta({ title: 'Port' }),
  secure: z.boolean().default(false).meta({ title: 'TLS from the first byte' }),
  user: z.string().max(200).default('').meta({ title: 'User' }),
  /** The name of the secret that holds the password; null where the server asks for none. */
  passwordSecret: SecretName.nullable()
    .default(null)
    .meta({ title: 'Name of the secret with the password' }),
});
export type SmtpServer = z.output<typeof SmtpServer>;

/** An address that e-mails come from. */
export const MailboxDefinition = z.strictObject({
  address: z.email('Give an e-mail address.').max(254),
  senderName: z.string().trim().max(100).default('').meta({ title: 'Name of the sender' }),
  /** Null sends by the operator’s mail server. */
  smtp: SmtpServer.nullable().default(null).meta({ title: 'A mail server of one’s own' }),
});
export type MailboxDefinition = z.output<typeof MailboxDefinition>;
