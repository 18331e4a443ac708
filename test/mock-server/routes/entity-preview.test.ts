import { afterAll, beforeAll, expect, test } from 'vitest';
import { Maker, type Caller } from '../../helpers/maker.ts';
import { expectProblem, problemPaths } from '../../helpers/problems.ts';

let maker: Maker;
let organisation: string;
let admin: Caller;

beforeAll(async () => {
  maker = await Maker.start({ publicUrl: 'https://waypost.example.com' });
  organisation = await maker.addOrganisation();
  admin = await maker.addUser(organisation);
});
afterAll(() => maker.stop());

const name = { name: 'name', title: 'Customer’s name', required: true };
const preview = (kind: string, body: unknown, by = admin) =>
  by.post(`/entities/${kind}/preview`, body);

test('an e-mail is shown as an action writes it: values are escaped in HTML, and nowhere else', async () => {
  const definition = {
    subject: 'For {{name}}',
    html: '<p title="{{name}}">Dear {{ name }}</p><script>alert(1)</script>',
    text: 'Dear {{name}}',
    variables: [name],
  };
  const { status, body } = await preview('email-templates', {
    definition,
    values: { name: '<b>"Ann"</b>\n& Co {{name}}' },
  });

  expect(status).toBe(200);
  const escaped = '&lt;b&gt;&quot;Ann&quot;&lt;/b&gt;\n&amp; Co {{name}}';
  expect(body).toEqual({
    is: 'email',
    subject: 'For <b>"Ann"</b> & Co {{name}}',
    html: `<p title="${escaped}">Dear ${escaped}</p><script>alert(1)</script>`,
    text: 'Dear <b>"Ann"</b>\n& Co {{name}}',
    missing: null,
  });
});

test('says which required variable has no value', async () => {
  const definition = { subject: 'Hello', text: 'Dear {{name}}', variables: [name] };
  const { body } = await preview('email-templates', { definition, values: { name: ' ' } });

  expect(body).toMatchObject({ text: 'Dear  ', missing: 'Customer’s name' });
});

test.each([
  ['160 characters of the small alphabet', 'é'.repeat(160), 'gsm-7', 160, 1, []],
  ['one more', 'é'.repeat(161), 'gsm-7', 161, 2, []],
  ['a sign that counts twice', '€'.repeat(81), 'gsm-7', 162, 2, []],
  ['a sign that is in another alphabet', `${'a'.repeat(69)}ê`, 'ucs-2', 70, 1, ['ê']],
  ['70 and one more', `${'a'.repeat(70)}ê`, 'ucs-2', 71, 2, ['ê']],
  ['a picture', 'Hello 😀😀', 'ucs-2', 10, 1, ['😀']],
])('a text message of %s', async (_, text, encoding, characters, segments, outside) => {
  const { status, body } = await preview('sms-templates', { definition: { text } });

  expect(status).toBe(200);
  expect(body).toEqual({
    is: 'sms',
    message: { text, encoding, characters, segments, outside },
    missing: null,
  });
});

test('a text message that no action would send is refused', async () => {
  const definition = { text: 'Dear {{name}}', variables: [name] };
  const reply = await preview('sms-templates', {
    definition,
    values: { name: 'x'.repeat(1600) },
  });

  expectProblem(reply, 422, 'invalid-input');
  expect(problemPaths(reply)).toEqual(['values']);
});

test('values that make a template endless are refused', async () => {
  const definition = { subject: 's', text: '{{name}}'.repeat(10_000), variables: [name] };
  const reply = await preview('email-templates', {
    definition,
    values: { name: 'x'.repeat(10_000) },
  });

  expectProblem(reply, 422, 'invalid-input');
  expect(problemPaths(reply)).toEqual(['values']);
});

test('a survey is shown with its invitation and the page that the customer gets', async () => {
  const definition = {
    invitation: 'Tell us: {{link}}',
    questions: [
      { id: 'stars', title: 'How was <it>?', required: true },
      { id: 'why', title: 'Pourquoi', type: 'choice', choices: ['Prix', 'Délai'] },
    ],
  };
  const { status, body } = await preview('surveys', {
    definition,
    name: 'After <the> call',
    language: 'fr',
  });

  expect(status).toBe(200);
  expect(body).toMatchObject({
    is: 'survey',
    invitation: {
      text: `Tell us: https://waypost.example.com/survey/${'a'.repeat(43)}`,
      encoding: 'gsm-7',
      segments: 1,
    },
  });
  const { html } = body as { html: string };
  expect(html).toContain('<h1>After &lt;the&gt; call</h1>');
  expect(html).toContain('How was &lt;it&gt;?');
  expect(html).toContain('(obligatoire)');
  expect(html).toContain('Délai');
});

test('nothing is stored, and what could not be saved is not shown', async () => {
  const unknown = await preview('email-templates', {
    definition: { subject: 'Hello {{who}}', text: '', html: '' },
  });
  const survey = await preview('surveys', {
    definition: { invitation: 'no link', questions: [] },
  });
  const listed = await admin.get('/entities/email-templates');

  expectProblem(unknown, 422, 'invalid-input');
  expect(problemPaths(unknown)).toEqual(['definition.text', 'definition.subject']);
  expectProblem(survey, 422, 'invalid-input');
  expect(problemPaths(survey)).toEqual(['definition.invitation', 'definition.questions']);
  expect(listed.body.items).toEqual([]);
});

test('what no customer gets has no preview', async () => {
  expectProblem(await preview('queues', { definition: {} }), 404, 'not-found');
  expectProblem(await preview('dragons', { definition: {} }), 404, 'not-found');
});

test('needs the right to read entities', async () => {
  const definition = { text: 'Hello' };
  const reader = await maker.addUser(organisation, { entities: ['read'] });
  const writer = await maker.addUser(organisation, { entities: ['create', 'modify'] });

  expect((await preview('sms-templates', { definition }, reader)).status).toBe(200);
  expectProblem(await preview('sms-templates', { definition }, writer), 403, 'forbidden');
});
