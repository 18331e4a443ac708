import { z } from 'zod';
import { OpeningContact, OpeningVariables } from './channel.ts';
import { InteractionStatus, RunState, Variables } from './interaction.ts';
import { Id, Instant } from './primitives.ts';

/** How long after what it answers something happens, in seconds of the rehearsal's own time. */
const After = z.number().min(0).max(31_622_400).default(5);

/** What the customer does, one thing each time the routing waits for them; silent when nothing is left. */
export const CustomerMove = z.union([
  z.strictObject({ says: z.string().min(1).max(20_000), after: After }),
  z.strictObject({ taps: z.string().min(1).max(100), after: After }),
  z.strictObject({ sendsImage: z.string().min(1).max(2000), after: After }),
  z.strictObject({ staysSilent: z.literal(true) }),
  z.strictObject({ leaves: z.literal(true), after: After }),
]);
export type CustomerMove = z.output<typeof CustomerMove>;

/**
 * What an advisor does with an interaction that rings, one each time; nobody comes when none is left. One who stays away
 * lets it ring until that is over.
 */
export const AdvisorMove = z.strictObject({
  does: z.enum(['accepts', 'refuses', 'dissuades', 'stays-away']),
  after: After,
  /** After the acceptance: how long until the advisor is done. */
  finishesAfter: After,
});
export type AdvisorMove = z.output<typeof AdvisorMove>;

const Failing = z
  .strictObject({
    fails: z.string().min(1).max(500).meta({ title: 'Why it fails' }),
  })
  .meta({ title: 'It fails' });

/** What comes of things done outside, one each time, by kind; success when none is left. */
export const StubbedServices = z.strictObject({
  email: z
    .array(
      z.union([
        z
          .strictObject({
            rejects: z.array(z.string()).max(100).meta({ title: 'Addresses that are refused' }),
          })
          .meta({ title: 'It is sent' }),
        Failing,
      ]),
    )
    .max(100)
    .default([])
    .meta({ title: 'E-mails, one after the other' }),
  sms: z
    .array(
      z.union([
        z.strictObject({ accepts: z.literal(true) }).meta({ title: 'It is sent' }),
        Failing,
      ]),
    )
    .max(100)
    .default([])
    .meta({ title: 'SMS, one after the other' }),
  webServices: z
    .array(
      z.union([
        z
          .strictObject({
            answers: z
              .record(z.string(), z.string().nullable())
              .meta({ title: 'Fields of the answer' }),
          })
          .meta({ title: 'It answers' }),
        Failing,
      ]),
    )
    .max(100)
    .default([])
    .meta({ title: 'Web services, one call after the other' }),
  crms: z
    .array(
      z.union([
        z
          .strictObject({
            cards: z
              .array(
                z.strictObject({
                  id: z.string().max(200).meta({ title: 'Id' }),
                  label: z.string().max(200).meta({ title: 'Label' }),
                }),
              )
              .max(20)
              .meta({ title: 'Cards that are found' }),
          })
          .meta({ title: 'It answers' }),
        Failing,
      ]),
    )
    .max(100)
    .default([])
    .meta({ title: 'CRMs, one call after the other' }),
  payments: z
    .array(
      z.strictObject({
        outcome: z.enum([
          'payment-stopped',
          'bank-transfer-error',
          'invoice-not-found',
          'fraudulent-payment',
          'failed-payment',
          'payment-error',
          'payment-successful',
        ]),
        after: After,
      }),
    )
    .max(100)
    .default([]),
});

/** What the queues look like when the routing asks. */
const StubbedQueues = z.strictObject({
  connectedAdvisors: z
    .int()
    .min(0)
    .max(100_000)
    .default(1)
    .meta({ title: 'Connected advisors' }),
  waiting: z.int().min(0).max(100_000).default(0).meta({ title: 'Customers who wait' }),
  estimatedWaitSeconds: z
    .int()
    .min(0)
    .max(864_000)
    .default(0)
    .meta({ title: 'Estimated waiting time (seconds)' }),
  preferredAdvisor: z
    .boolean()
    .default(false)
    .meta({ title: 'Somebody looks after the customer' }),
});

/** A customer's journey as it is rehearsed: in its own time, with everything outside stubbed. */
export const Scenario = z.strictObject({
  name: z.string().trim().min(1).max(200).default('Rehearsal'),
  /** The same seed gives the same draws. */
  seed: z.int().min(0).max(2_147_483_647).default(1),
  startsAt: z.iso.datetime().optional(),
  contact: OpeningContact.default({ name: 'Test customer' }),
  variables: OpeningVariables.default({}),
  customer: z.array(CustomerMove).max(1000).default([]),
  advisors: z.array(AdvisorMove).max(100).default([]),
  services: StubbedServices.prefault({}),
  queues: StubbedQueues.prefault({}),
  /**
   * Whether it stops where somebody is waited for whose moves are used up, to go on with one more. Otherwise they stay
   * silent, or away.
   */
  stopsAtWait: z.boolean().default(false),
});
export type Scenario = z.output<typeof Scenario>;
export type ScenarioInput = z.input<typeof Scenario>;

/** What a form asks of whoever tries a routing: all but the moves, which are made one after the other. */
export const ScenarioSettings = Scenario.pick({
  contact: true,
  queues: true,
  services: true,
}).extend({
  services: StubbedServices.omit({ payments: true }).prefault({}).meta({ title: 'Services' }),
  contact: Scenario.shape.contact.meta({ title: 'Customer' }),
  queues: Scenario.shape.queues.meta({ title: 'Queues' }),
});

/** What a rehearsal did. Nothing of it is kept: no interaction, no record, no message to anybody. */
export const Rehearsal = z.strictObject({
  /** Null when the run still waits: nothing more happens in the scenario. */
  outcome: RunState.shape.outcome,
  status: InteractionStatus,
  statusReason: z.string().nullable(),
  startedAt: Instant,
  endedAt: Instant,
  /** What the run waits for still, where, and until when. */
  wait: z
    .strictObject({
      for: z.enum(['customer', 'time', 'effect', 'advisor', 'payment']),
      until: Instant.nullable(),
      expects: z.literal('image').nullable(),
      /** Whether an advisor has it already. */
      isAccepted: z.boolean(),
      routingId: Id,
      version: z.int(),
      actionId: z.string(),
    })
    .nullable(),
  path: z.array(
    z.strictObject({
      at: Instant,
      routingId: Id,
      version: z.int(),
      actionId: z.string(),
      actionType: z.string().nullable(),
      actionName: z.string(),
      branch: z.string().nullable(),
      durationMs: z.int(),
      reason: z.string().nullable(),
    }),
  ),
  messages: z.array(
    z.strictObject({
      at: Instant,
      author: z.enum(['customer', 'routing', 'advisor']),
      text: z.string(),
      choices: z.array(z.string()),
    }),
  ),
  variables: Variables,
  checkpoints: z.array(
    z.strictObject({ at: Instant, reference: z.string(), name: z.string(), hits: z.int() }),
  ),
  /** What would have been done outside, by kind, in order. */
  effects: z.array(z.strictObject({ kind: z.string(), summary: z.string() })),
  /** Branches of this version that the rehearsal did not leave by. */
  uncovered: z.array(
    z.strictObject({ actionId: z.string(), actionName: z.string(), branch: z.string() }),
  ),
});
export type Rehearsal = z.infer<typeof Rehearsal>;

/** What a scenario must come to. What is not named is not looked at. */
export const Expectation = z.strictObject({
  /** Ids of the actions in order, each with the branch that it left by: `ask link-1`. */
  path: z.array(z.string().min(1).max(200)).max(10_000).optional(),
  outcome: RunState.shape.outcome.optional(),
  status: InteractionStatus.optional(),
  /** Texts that were sent by the routing, in order; each a part of one message. */
  messages: z.array(z.string().min(1).max(20_000)).max(1000).optional(),
  /** References of the checkpoints, in order. */
  checkpoints: z.array(z.string().min(1).max(100)).max(1000).optional(),
  variables: OpeningVariables.optional(),
});
export type Expectation = z.output<typeof Expectation>;

/** A file of scenarios for one routing, by its reference. Without a version: the one in production. */
export const ScenarioFile = z.strictObject({
  routing: z.string().min(1).max(100),
  version: z.int().min(1).max(1_000_000).optional(),
  scenarios: z
    .array(Scenario.extend({ expect: Expectation.prefault({}) }))
    .min(1)
    .max(200),
});
export type ScenarioFile = z.output<typeof ScenarioFile>;
