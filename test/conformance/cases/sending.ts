import { sql } from 'kysely';
import { expect } from 'vitest';
import type { EmailRequest } from '../../../mock-server/routing/effects.ts';
import type { ConformanceCase, Stage } from '../stage.ts';

/** A template with one variable that must be filled, and a mailbox. */
async function emailParameters({ engine, newReference }: Stage) {
  const reference = newReference();
  const variables = [{ name: 'number', title: 'Number', required: true }];
  const subject = 'Your order {{number}}';
  await engine.addEntity('email-template', reference, {
    subject,
    text: 'Hello, {{number}}',
    variables,
  });
  await engine.addEntity('mailbox', reference, { address: 'shop@example.com' });
  return {
    template: { reference },
    variables: [{ name: 'number', value: '42' }],
    sender: { type: 'basic', mailbox: { reference } },
    to: 'a@example.com, b@example.com',
    cc: 'A@example.com; c@example.com',
  };
}

async function smsParameters({ engine, newReference }: Stage) {
  const reference = newReference();
  await engine.addEntity('sms-template', reference, { text: 'Your code: 1234' });
  const to = '{{customer.phone}}';
  return { template: { reference }, kind: 'basic', from: 'Verdier', to };
}

function everybody({ to, cc, bcc }: EmailRequest): string[] {
  return [...to, ...cc, ...bcc];
}

/** The mail server takes the message for all but these. */
function refuse({ outside }: Stage, ...refused: string[]): void {
  outside.answer('email', (request) => {
    const accepted = everybody(request).filter((address) => !refused.includes(address));
    const rejected = everybody(request).filter((address) => refused.includes(address));
    const reason = rejected.length > 0 ? `It refused ${rejected.join(', ')}.` : null;
    return { accepted, rejected, reason };
  });
}

/** Interactions that came of this one. */
async function linkedTo({ engine }: Stage, interactionId: string) {
  const { rows } = await sql<{ flow: string; direction: string }>`
    select flow, direction from interactions where linked_interaction_id = ${interactionId}
  `.execute(engine.db);
  return rows;
}

const mobile = { variables: { 'customer.phone': '06 12 34 56 78' } };

/** 3.1 and 3.2. */
export const sendingCases: ConformanceCase[] = [
  {
    action: 'send-email',
    branch: 'ok',
    says: 'The mail server took it for all; an address in several fields gets one copy, and a basic send makes no interaction.',
    async run(stage) {
      refuse(stage);
      const done = await stage.act('send-email', await emailParameters(stage));
      const [mail] = stage.outside.requests('email');
      expect(mail).toMatchObject({ subject: 'Your order 42', text: 'Hello, 42' });
      expect(everybody(mail!)).toEqual(['a@example.com', 'b@example.com', 'c@example.com']);
      expect(await linkedTo(stage, done.id)).toEqual([]);
      return done;
    },
  },
  {
    action: 'send-email',
    branch: 'ok',
    says: 'An outgoing send makes one interaction, linked to this one.',
    async run(stage) {
      refuse(stage);
      const reference = stage.newReference();
      await stage.engine.addEntity('queue', reference);
      const sender = { type: 'outgoing', queue: { reference } };
      const parameters = { ...(await emailParameters(stage)), sender };
      const done = await stage.act('send-email', parameters);
      expect(await linkedTo(stage, done.id)).toEqual([
        { flow: 'email-messaging', direction: 'outgoing' },
      ]);
      return done;
    },
  },
  {
    action: 'send-email',
    branch: 'partially-sent',
    says: 'Of three recipients one was refused; the reason names it.',
    async run(stage) {
      refuse(stage, 'b@example.com');
      const done = await stage.act('send-email', await emailParameters(stage));
      expect(done.reasonOf('it')).toContain('b@example.com');
      return done;
    },
  },
  ...['template', 'mailbox', 'queue'].map((missing) => ({
    action: 'send-email',
    branch: 'reference-not-found',
    says: `No ${missing} has the reference; nothing is sent.`,
    run: async (stage: Stage) => {
      const parameters = await emailParameters(stage);
      const nothing = { reference: 'NO-SUCH-THING' };
      const wrong = {
        template: { template: nothing },
        mailbox: { sender: { type: 'basic', mailbox: nothing } },
        queue: { sender: { type: 'outgoing', queue: nothing } },
      }[missing];
      const done = await stage.act('send-email', { ...parameters, ...wrong });
      expect(done.reasonOf('it')).toContain('NO-SUCH-THING');
      expect(stage.outside.asked).toEqual([]);
      return done;
    },
  })),
  {
    action: 'send-email',
    branch: 'error',
    says: 'Nobody was accepted.',
    async run(stage) {
      refuse(stage, 'a@example.com', 'b@example.com', 'c@example.com');
      const done = await stage.act('send-email', await emailParameters(stage));
      expect(done.reasonOf('it')).not.toBeNull();
      return done;
    },
  },
  {
    action: 'send-email',
    branch: 'error',
    says: 'There is no recipient; nothing is sent.',
    async run(stage) {
      const parameters = { ...(await emailParameters(stage)), to: '{{no.body}}', cc: '' };
      const done = await stage.act('send-email', parameters);
      expect(stage.outside.asked).toEqual([]);
      return done;
    },
  },
  {
    action: 'send-email',
    branch: 'error',
    says: 'A variable that the template requires is empty; nothing is sent, and the reason names it.',
    async run(stage) {
      const variables = [{ name: 'number', value: '{{order.number}}' }];
      const parameters = { ...(await emailParameters(stage)), variables };
      const done = await stage.act('send-email', parameters);
      expect(done.reasonOf('it')).toContain('Number');
      expect(stage.outside.asked).toEqual([]);
      return done;
    },
  },

  {
    action: 'send-sms',
    branch: 'ok',
    says: 'The gateway took it; the number went out as E.164, and a text of its own came before the template’s.',
    async run(stage) {
      stage.outside.answer('sms', () => ({ accepted: true }));
      const content = 'Hello {{customer.phone}}';
      const parameters = { ...(await smsParameters(stage)), content };
      const done = await stage.act('send-sms', parameters, mobile);
      expect(stage.outside.requests('sms')).toEqual([
        { from: 'Verdier', to: '+33612345678', text: 'Hello 06 12 34 56 78' },
      ]);
      return done;
    },
  },
  {
    action: 'send-sms',
    branch: 'ok',
    says: 'A number of an unknown kind passes.',
    async run(stage) {
      stage.outside.answer('sms', () => ({ accepted: true }));
      const variables = { 'customer.phone': '+1 212 555 2368' }; // fixed or mobile: nobody can tell
      return stage.act('send-sms', await smsParameters(stage), { variables });
    },
  },
  {
    action: 'send-sms',
    branch: 'error',
    says: 'The number cannot be parsed; nothing is sent.',
    async run(stage) {
      const variables = { 'customer.phone': '12' };
      const done = await stage.act('send-sms', await smsParameters(stage), { variables });
      expect(done.reasonOf('it')).not.toBeNull();
      expect(stage.outside.asked).toEqual([]);
      return done;
    },
  },
  {
    action: 'send-sms',
    branch: 'error',
    says: 'The gateway refused it; the reason is the gateway’s.',
    async run(stage) {
      stage.outside.answer('sms', () => ({ accepted: false, reason: 'No credit is left.' }));
      const done = await stage.act('send-sms', await smsParameters(stage), mobile);
      expect(done.reasonOf('it')).toBe('No credit is left.');
      return done;
    },
  },
  {
    action: 'send-sms',
    branch: 'not-mobile',
    says: 'The number is a fixed line; nothing is sent.',
    async run(stage) {
      const variables = { 'customer.phone': '01 42 68 53 00' };
      const done = await stage.act('send-sms', await smsParameters(stage), { variables });
      expect(stage.outside.asked).toEqual([]);
      return done;
    },
  },
  {
    action: 'send-sms',
    branch: 'reference-not-found',
    says: 'No template has the reference; this is looked at before the number.',
    async run(stage) {
      const template = { reference: 'NO-SUCH-TEMPLATE' };
      const parameters = { ...(await smsParameters(stage)), template, to: 'nobody' };
      const done = await stage.act('send-sms', parameters);
      expect(done.reasonOf('it')).toContain('NO-SUCH-TEMPLATE');
      return done;
    },
  },
];
