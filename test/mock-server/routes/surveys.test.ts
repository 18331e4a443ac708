import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSurveys } from '../../../mock-server/storage/surveys.ts';
import { answerSurvey, openSurvey } from '../../../mock-server/surveys/open-survey.ts';
import { DemoServer } from '../../helpers/demo-server.ts';

let server: DemoServer;
let admin: string;
let survey: { id: string; name: string };
let now: Date;
beforeAll(async () => {
  now = new Date();
  server = await DemoServer.start({ interactions: 10, clock: { now: () => now } });
  admin = (await server.signIn('admin')).accessToken;
  survey = await newSurvey('ours');
});
afterAll(() => server.stop());

const questions = [
  { id: 'overall', title: 'How was it <for you>?', type: 'rating', required: true },
  { id: 'solved', title: 'Is it solved?', type: 'yes-no' },
  { id: 'how', title: 'How did you come?', type: 'choice', choices: ['by foot', 'by bus'] },
  { id: 'remark', title: 'Anything else?', type: 'text' },
  { id: 'constructor', title: 'Who built it?', type: 'text' },
];

async function newSurvey(reference: string): Promise<{ id: string; name: string }> {
  const { body } = await server.call('createEntity', {
    token: admin,
    params: { kind: 'surveys' },
    body: { name: `Survey ${reference}`, reference, definition: { questions } },
  });
  return body as { id: string; name: string };
}

/** Invites the customer of an interaction that the administrator sees. */
async function invite(to = survey): Promise<{ token: string; interactionId: string }> {
  const { db, newId } = server.services;
  const interactionId = (await server.openChat()).interactionId;
  const { organisation_id: organisationId } = await db
    .selectFrom('entities')
    .select('organisation_id')
    .where('id', '=', to.id)
    .executeTakeFirstOrThrow();
  const scope = { db, organisationId, interactionId, newId, publicUrl: '', now: () => now };
  const link = (await createSurveys(scope).invite(to)) ?? '';
  return { token: link.replace('/survey/', ''), interactionId };
}

const answer = (token: string, answers: unknown) =>
  server.call('answerSurvey', { params: { token }, body: { answers } });
const onInteraction = async (id: string) => {
  const { body } = await server.call('listInteractionSurveys', {
    token: admin,
    params: { id },
  });
  return body.items as { answers: unknown; answeredAt: string | null }[];
};
const page = (token: string, fields?: Record<string, string>, language = 'en') =>
  fetch(`${server.url}/survey/${token}`, {
    headers: { 'accept-language': language },
    ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
  });

describe('the endpoints', () => {
  test('give the questions and take answers, typed, which land on the interaction', async () => {
    const { token, interactionId } = await invite();
    const read = await server.call('readSurvey', { params: { token } });
    const answered = await answer(token, { remark: 'Merci', overall: 5, solved: false });

    expect(read.body).toMatchObject({
      name: 'Survey ours',
      questions: [{ id: 'overall' }, {}, {}, {}, {}],
    });
    expect(answered.status).toBe(204);
    expect(await onInteraction(interactionId)).toMatchObject([
      {
        surveyId: survey.id,
        answers: [
          { id: 'overall', title: 'How was it <for you>?', type: 'rating', value: 5 },
          { id: 'solved', value: false },
          { id: 'remark', value: 'Merci' },
        ],
      },
    ]);
  });

  test('a second answer replaces nothing', async () => {
    const { token, interactionId } = await invite();
    await answer(token, { overall: 5 });
    const second = await answer(token, { overall: 1 });

    expect([second.status, second.body.detail]).toEqual([
      409,
      expect.stringMatching(/already/),
    ]);
    expect(await onInteraction(interactionId)).toMatchObject([{ answers: [{ value: 5 }] }]);
  });

  test('of answers at the same moment one counts', async () => {
    const { token } = await invite();
    const opened = await openSurvey(server.services, token); // all four have the page before them
    if (opened.state !== 'open') throw new Error(opened.state);
    const done = await Promise.all(
      [1, 2, 3, 4].map((overall) => answerSurvey(server.services, opened, { overall })),
    );

    expect(done.sort()).toEqual(['done', 'done', 'done', 'kept']);
  });

  test.each([
    ['a required answer that is missing', {}, 'overall'],
    ['a rating out of range', { overall: 6 }, 'overall'],
    ['half a rating', { overall: 1.5 }, 'overall'],
    ['a rating as text', { overall: '5' }, 'overall'],
    ['a choice that was not offered', { overall: 1, how: 'by air' }, 'how'],
    ['maybe', { overall: 1, solved: 'maybe' }, 'solved'],
    ['a text that is too long', { overall: 1, remark: 'x'.repeat(10_001) }, 'remark'],
    ['an answer to no question', { overall: 1, colour: 'red' }, 'colour'],
  ])('refuse %s, and keep nothing', async (_, answers, id) => {
    const { token, interactionId } = await invite();
    const { status, body } = await answer(token, answers);

    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ path: `answers.${id}` }]);
    expect(await onInteraction(interactionId)).toMatchObject([{ answers: null }]);
  });

  test('a token that is none is not found', async () => {
    expect((await answer('x'.repeat(43), { overall: 1 })).status).toBe(404);
    expect((await server.call('readSurvey', { params: { token: 'rubbish' } })).status).toBe(
      404,
    );
  });

  test('who does not see the interaction does not see what was answered', async () => {
    const { interactionId } = await invite();
    const { accessToken: token } = await server.signIn('northwind-admin');
    const params = { id: interactionId };

    expect((await server.call('listInteractionSurveys', { params })).status).toBe(401);
    expect((await server.call('listInteractionSurveys', { token, params })).status).toBe(404);
  });
});

describe('the page', () => {
  test('has no script, is in the customer’s language, and shows questions as they are', async () => {
    const { token } = await invite();
    const [english, french] = [
      await page(token),
      await page(token, undefined, 'fr-FR,en;q=0.5'),
    ];
    const policy = english.headers.get('content-security-policy');

    expect(policy).toMatch(/^default-src 'none'; style-src 'self';/);
    expect(english.headers.get('referrer-policy')).toBe('no-referrer');
    const text = await english.text();
    expect(text).toContain('How was it &lt;for you&gt;?');
    expect(text).not.toContain('<script');
    expect(text).not.toContain('native code'); // of the question that is called as what every object has
    expect(text).toContain('>Send<');
    const inFrench = await french.text();
    expect(inFrench).toContain('lang="fr"');
    expect(inFrench).toContain('>Envoyer<');
  });

  test('takes the form once, with the same types', async () => {
    const { token, interactionId } = await invite();
    const thanks = await page(token, {
      overall: '4',
      solved: 'true',
      how: 'by bus',
      remark: ' ',
    });
    const again = await page(token, { overall: '1' });

    expect([thanks.status, again.status]).toEqual([200, 409]);
    expect(await thanks.text()).toContain('Thank you');
    expect(await onInteraction(interactionId)).toMatchObject([
      { answers: [{ value: 4 }, { value: true }, { value: 'by bus' }] },
    ]);
    expect(await (await page(token)).text()).toContain('has been answered');
  });

  test('shows again what was entered, and what is missing', async () => {
    const { token, interactionId } = await invite();
    const shown = await page(token, { remark: '</textarea><b>me' });
    const text = await shown.text();

    expect(shown.status).toBe(422);
    expect(text).toContain('role="alert"');
    expect(text).toContain('Please answer this question.');
    expect(text).toContain('&lt;/textarea&gt;&lt;b&gt;me');
    expect(await onInteraction(interactionId)).toMatchObject([{ answers: null }]);
  });

  test('says in one sentence that it is over, or that there is none', async () => {
    const { token } = await invite();
    const other = await newSurvey('deleted');
    const gone = (await invite(other)).token;
    await server.call('deleteEntity', {
      token: admin,
      params: { kind: 'surveys', id: other.id },
    });
    expect((await page(gone)).status).toBe(410);
    expect((await page('x'.repeat(43))).status).toBe(404);
    expect((await page('rubbish', { a: 'b' })).status).toBe(404);
    now = new Date(now.getTime() + 31 * 86_400_000);

    expect((await page(token)).status).toBe(410);
    expect((await page(token, { overall: '1' })).status).toBe(410);
    expect((await answer(token, { overall: 1 })).body.detail).toBe('This survey is over.');
  });
});
