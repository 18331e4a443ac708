import { expect } from 'vitest';
import { treeOf } from '../../helpers/run-routing.ts';
import type { ConformanceCase } from '../stage.ts';

const links = Array.from({ length: 10 }, (_, index) => index + 1);

const question = (type: string, target: string) => ({ content: `${target}?`, type, target });
const asking = (...questions: object[]) => ({
  message: 'Welcome.',
  maximumWait: 60,
  maximumAttempts: 2,
  errorMessage: 'Once more, please.',
  questions,
});
const twoQuestions = asking(
  question('number', 'order.number'),
  question('email', 'customer.email'),
);

const offering = {
  message: 'What is it about?',
  maximumWait: 60,
  replies: links.map((link) => ({ label: `Réponse ${link}`, link })),
};

/** An action whose `error` is wired and whose optional branch for a late customer is not. */
const withoutTimeout = (type: string, parameters: Record<string, unknown>) =>
  treeOf({
    it: { type, parameters, branches: { error: 'sorry' } },
    sorry: { type: 'simple-message', parameters: { message: 'Sorry.' } },
  });

/** 2.1 to 2.3. */
export const messagingCases: ConformanceCase[] = [
  {
    action: 'simple-message',
    branch: 'ok',
    says: 'The message is sent with its variables, each resolved once, and the run goes on at once.',
    async run({ engine }) {
      const message = 'Hello {{customer.name}}, {{customer.unknown}}';
      const variables = { 'customer.name': '{{customer.name}}' };
      const done = await engine.runAction('simple-message', { message }, { variables });
      expect(done.sent).toEqual(['Hello {{customer.name}}, ']);
      return done;
    },
  },

  {
    action: 'message-awaiting-response',
    branch: 'ok',
    says: 'Every question was answered, one at a time; each valid answer is stored.',
    async run({ engine }) {
      const { id, sent } = await engine.runAction('message-awaiting-response', twoQuestions);
      expect(sent).toEqual(['Welcome.', 'order.number?']);
      await engine.write(id, '12,5');
      const done = await engine.write(id, 'zoe@example.com');
      expect(done.variables).toEqual({
        'order.number': '12.5',
        'customer.email': 'zoe@example.com',
      });
      return done;
    },
  },
  {
    action: 'message-awaiting-response',
    branch: 'max-attempts',
    says: 'The last attempt at one question is not valid either; what was answered before stays.',
    async run({ engine }) {
      const { id } = await engine.runAction('message-awaiting-response', twoQuestions);
      await engine.write(id, '12');
      await engine.write(id, 'zoe at example');
      const done = await engine.write(id, 'zoe@');
      expect(done.sent.filter((text) => text === 'Once more, please.')).toHaveLength(1);
      expect(done.variables).toEqual({ 'order.number': '12' });
      return done;
    },
  },
  {
    action: 'message-awaiting-response',
    branch: 'response-time-exceeded',
    says: 'No answer came within the wait, which starts anew with every prompt; a late one is kept and moves nothing.',
    async run(stage) {
      const { engine } = stage;
      const { id } = await engine.runAction('message-awaiting-response', twoQuestions);
      stage.later(59);
      await engine.write(id, '12');
      stage.later(59);
      expect((await engine.due(id)).branchesOf('it')).toEqual([]);
      stage.later(1);
      const done = await engine.write(id, 'zoe@example.com');
      expect(done.variables).toEqual({ 'order.number': '12' });
      expect(done.messages.at(-1)?.text).toBe('zoe@example.com');
      return done;
    },
  },
  {
    action: 'message-awaiting-response',
    branch: 'error',
    says: 'No answer came in time, and the branch for that is not wired.',
    async run(stage) {
      const tree = withoutTimeout('message-awaiting-response', twoQuestions);
      const { id } = await stage.engine.run(tree);
      stage.later(60);
      const done = await stage.engine.due(id);
      expect(done.reasonOf('it')).toBe('response_time_exceeded');
      expect(done.sent.at(-1)).toBe('Sorry.');
      return done;
    },
  },

  ...links.map((link) => ({
    action: 'message-with-choice',
    branch: `link-${link}`,
    says: `The customer takes the reply of link ${link}: by its button, its label or its number.`,
    run: async ({ engine }: Parameters<ConformanceCase['run']>[0]) => {
      const [byButton, byLabel, byNumber] = await Promise.all(
        links.slice(0, 3).map(() => engine.runAction('message-with-choice', offering)),
      );
      const choice = byButton!.messages[0]?.choices[link - 1];
      await engine.services.engine.receive({
        organisationId: engine.organisationId,
        interactionId: byButton!.id,
        text: '',
        choiceId: choice?.id ?? null,
        key: null,
      });
      expect((await engine.read(byButton!.id)).branchesOf('it')).toEqual([`link-${link}`]);
      expect((await engine.write(byLabel!.id, 'Bonjour ?')).branchesOf('it')).toEqual([]);
      const labelled = await engine.write(byLabel!.id, ` REPONSE ${link} `);
      expect(labelled.branchesOf('it')).toEqual([`link-${link}`]);
      return engine.write(byNumber!.id, String(link));
    },
  })),
  {
    action: 'message-with-choice',
    branch: 'response-time-exceeded',
    says: 'No reply was taken within the wait.',
    async run(stage) {
      const { id } = await stage.engine.runAction('message-with-choice', offering);
      stage.later(60);
      return stage.engine.due(id);
    },
  },
  {
    action: 'message-with-choice',
    branch: 'error',
    says: 'No reply was taken in time, and the branch for that is not wired.',
    async run(stage) {
      const { id } = await stage.engine.run(withoutTimeout('message-with-choice', offering));
      stage.later(60);
      const done = await stage.engine.due(id);
      expect(done.reasonOf('it')).toBe('response_time_exceeded');
      return done;
    },
  },
];
