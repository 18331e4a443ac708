import { sql } from 'kysely';
import type { Db } from '../storage/database.ts';
import { newLinkToken } from '../storage/link-token.ts';
import type { Chance } from './chance.ts';
import { FIRST_CONTACT } from './organisation.ts';

interface PastInteraction {
  id: string;
  contact_id: string | null;
  contact_name: string | null;
  contact_phone: string | null;
  contact_email: string | null;
  started_at: Date;
  ended_at: Date | null;
}

/** A row as its table has it, and the interaction that it belongs to. */
type Row = Record<string, unknown>;

/**
 * What the interactions of the past led to: cards of most customers, and of some interactions a case, an invoice with its
 * payment, a survey or a task. All from the chance that is given; written by one statement for each table.
 */
export async function makePastRecords(
  tx: Db,
  organisationId: string,
  chance: Chance,
  now: Date,
): Promise<void> {
  const past = await tx
    .selectFrom('interactions')
    .select(['id', 'contact_id', 'contact_name', 'contact_phone', 'contact_email'])
    .select(['started_at', 'ended_at'])
    .where('organisation_id', '=', organisationId)
    .orderBy('id')
    .execute();
  const ids = await entityIds(tx, organisationId);
  const maker = new RecordMaker(organisationId, chance, now, ids);
  for (const interaction of past) maker.add(interaction);
  for (const [table, rows] of Object.entries(maker.rows)) await insertAll(tx, table, rows);
  await linkAll(tx, organisationId, maker.links);
  await sql`
    insert into case_counters (organisation_id, last) values (${organisationId}, ${maker.cases})
    on conflict (organisation_id) do update set last = excluded.last
  `.execute(tx);
  await keepQualifications(tx, organisationId, chance);
}

/** The demo's entities by kind and reference. */
async function entityIds(tx: Db, organisationId: string): Promise<(name: string) => string> {
  const rows = await tx
    .selectFrom('entities')
    .select(['id', 'kind', 'reference'])
    .where('organisation_id', '=', organisationId)
    .execute();
  const ids = new Map(rows.map(({ id, kind, reference }) => [`${kind} ${reference}`, id]));
  return (name) => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`The demo has no ${name}.`);
    return id;
  };
}

const complaints = [
  'Scratch on the table',
  'Wobbly chair',
  'Lamp does not light',
  'Wrong colour',
];
const goods = ['Armchair', 'Lamp', 'Cushion', 'Side table', 'Bookcase', 'Repair'];
const remarks = ['Quick and friendly.', 'It took long.', 'All was explained well.', ''];
const outcomes = [
  'payment-successful',
  'payment-successful',
  'payment-stopped',
  'failed-payment',
];

class RecordMaker {
  readonly rows: Record<string, Row[]> = {
    cards: [],
    cases: [],
    tasks: [],
    invoices: [],
    interaction_invoices: [],
    payments: [],
    survey_invitations: [],
  };
  readonly links: { id: string; case_id: string | null; crm_card: object | null }[] = [];
  cases = 0;
  #cards = new Map<string, object | null>();
  #organisationId: string;
  #chance: Chance;
  #now: Date;
  #ids: (name: string) => string;

  constructor(
    organisationId: string,
    chance: Chance,
    now: Date,
    ids: (name: string) => string,
  ) {
    this.#organisationId = organisationId;
    this.#chance = chance;
    this.#now = now;
    this.#ids = ids;
  }

  add(interaction: PastInteraction): void {
    const chance = this.#chance;
    const crm_card = this.#cardOf(interaction);
    const case_id = chance.happens(0.1) ? this.#addCase(interaction) : null;
    if (crm_card || case_id) this.links.push({ id: interaction.id, case_id, crm_card });
    const isFirst = interaction.contact_phone === FIRST_CONTACT.phone; // whose invoices are made by hand
    if (chance.happens(0.04) && !isFirst) this.#addInvoice(interaction);
    if (chance.happens(0.03)) this.#addTask(interaction);
    if (interaction.ended_at && chance.happens(0.15))
      this.#addSurvey(interaction, interaction.ended_at);
  }

  #add(table: string, at: Date, row: Row): string {
    const id = this.#chance.newId(at);
    this.rows[table]?.push({ organisation_id: this.#organisationId, id, ...row });
    return id;
  }

  /** A customer has one card or none, whatever they come about. */
  #cardOf({ contact_id, contact_name, ...contact }: PastInteraction): object | null {
    if (contact_id === null || contact_name === null) return null;
    const known = this.#cards.get(contact_id);
    if (known !== undefined) return known;
    const card = this.#chance.happens(0.7)
      ? this.#addCard(
          contact_name,
          contact.contact_phone,
          contact.contact_email,
          contact.started_at,
        )
      : null;
    this.#cards.set(contact_id, card);
    return card;
  }

  #addCard(name: string, phone: string | null, email: string | null, at: Date): object {
    const crmId = this.#ids('crm directory');
    const filled = Object.entries({ name, phone, email }).filter(([, value]) => value !== null);
    const id = this.#add('cards', at, {
      crm_id: crmId,
      content: { [crmId]: Object.fromEntries(filled) },
      created_at: at,
      updated_at: at,
    });
    return { crmId, id, label: name, address: null };
  }

  #addCase({ contact_id, started_at: at }: PastInteraction): string {
    const chance = this.#chance;
    const isOld = at.getTime() < this.#now.getTime() - 14 * 86_400_000;
    const number = String(++this.cases).padStart(6, '0');
    return this.#add('cases', at, {
      reference: `C-${at.getUTCFullYear()}-${number}`,
      title: chance.pick(complaints),
      type_id: this.#ids('case-type complaint'),
      contact_id,
      status: isOld ? 'closed' : 'open',
      fields: {
        order: String(chance.between(20_000, 20_999)),
        severity: chance.happens(0.2) ? 'high' : 'low',
      },
      created_at: at,
      updated_at: at,
    });
  }

  #addInvoice({ id: interaction_id, started_at: at, ...contact }: PastInteraction): void {
    const chance = this.#chance;
    const outcome = chance.pick(outcomes);
    const amount = chance.between(19, 899) * 100 + 90;
    const name = chance.pick(goods);
    const number = `2026-${1000 + (this.rows['invoices']?.length ?? 0)}`;
    const reference = `ORDER-${chance.between(20_000, 20_999)}`;
    const { contact_phone: mobile, contact_email: email } = contact;
    const invoice_id = this.#add('invoices', at, {
      number,
      customer_number: null,
      contact_name: contact.contact_name,
      mobile,
      landline: null,
      email,
      amount,
      currency: 'EUR',
      due_on: new Date(at.getTime() + 30 * 86_400_000).toISOString().slice(0, 10),
      issued_at: at,
      state: outcome === 'payment-successful' ? 'paid' : 'open',
      name,
      reference,
      folded: `${number}\n\n${contact.contact_name ?? ''}\n${name}\n${reference}`.toLowerCase(),
      created_at: at,
      updated_at: at,
    });
    this.rows['interaction_invoices']?.push({
      organisation_id: this.#organisationId,
      interaction_id,
      invoice_id,
      found_at: at,
    });
    this.#add('payments', at, {
      interaction_id,
      key: `past:${interaction_id}`,
      token: newLinkToken(),
      module_id: this.#ids('payment-module own-pay-page'),
      provider: 'internal',
      own_page: true,
      invoice_id,
      amount,
      currency: 'EUR',
      name,
      reference,
      details: {
        customerReference: '',
        comment: '',
        customData: '',
        mobile,
        landline: null,
        email,
      },
      state: outcome,
      pay_address: null,
      link_sent: chance.happens(0.5),
      created_at: at,
      updated_at: new Date(at.getTime() + chance.between(60, 1800) * 1000),
    });
  }

  #addTask({ id: interaction_id, contact_id, started_at: at }: PastInteraction): void {
    const starts_at = new Date(at.getTime() + 86_400_000);
    this.#add('tasks', at, {
      interaction_id,
      contact_id,
      name: this.#chance.pick(['Call back about the delivery', 'Check the repair']),
      category_id: this.#ids('task-category call-back'),
      kind: 'standard',
      salesforce_query_id: null,
      starts_at,
      ends_at: null,
      created_at: at,
    });
  }

  #addSurvey({ id: interaction_id }: PastInteraction, at: Date): void {
    const chance = this.#chance;
    const isAnswered = chance.happens(0.6);
    const remark = chance.pick(remarks);
    const rating = chance.pick([3, 4, 4, 5, 5, 5, 2]);
    const answers = [
      { id: 'overall', title: 'How satisfied are you?', type: 'rating', value: rating },
      { id: 'solved', title: 'Is your question answered?', type: 'yes-no', value: rating > 2 },
      ...(remark
        ? [{ id: 'remark', title: 'What could we do better?', type: 'text', value: remark }]
        : []),
    ];
    this.#add('survey_invitations', at, {
      interaction_id,
      survey_id: this.#ids('survey satisfaction'),
      name: 'Satisfaction',
      token: newLinkToken(),
      invited_at: at,
      answered_at: isAnswered ? new Date(at.getTime() + chance.between(60, 7200) * 1000) : null,
      answers: isAnswered ? answers : null,
    });
  }
}

async function insertAll(tx: Db, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)
  `.execute(tx);
}

async function linkAll(tx: Db, organisationId: string, links: RecordMaker['links']) {
  await sql`
    update interactions i set case_id = l.case_id, crm_card = l.crm_card
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as l (id uuid, case_id uuid, crm_card jsonb)
    where i.organisation_id = ${organisationId} and i.id = l.id
  `.execute(tx);
}

/** What the played advisors said is on the interactions’ events; here are the records of it. */
async function keepQualifications(tx: Db, organisationId: string, chance: Chance) {
  const { rows } = await sql<{ interaction_id: string; at: Date; name: string; by: string }>`
    select interaction_id, at, reason as name, done_by as by from interaction_events
    where organisation_id = ${organisationId} and kind = 'qualified'
    order by interaction_id, sequence
  `.execute(tx);
  const said = rows.map((row) => ({ id: chance.newId(row.at), ...row }));
  await sql`
    insert into interaction_qualifications
      (organisation_id, id, interaction_id, qualification_id, name, comment, user_id, user_name, at)
    select i.organisation_id, s.id, s.interaction_id, q.id, s.name, '', i.advisor_id, s.by, s.at
    from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as s (id uuid, interaction_id uuid, at timestamptz,
      name text, by text)
    join interactions i on i.organisation_id = ${organisationId} and i.id = s.interaction_id
    join entities q on q.organisation_id = i.organisation_id and q.kind = 'qualification' and q.name = s.name
    where i.advisor_id is not null
  `.execute(tx);
}
