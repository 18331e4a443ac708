import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type {
  Finding,
  RoutingTree,
  RoutingVersion,
} from '../../api-client/contract/routing.ts';
import { NetworkError, ProblemError, type ErrorKind } from '../../api-client/errors.ts';
import type { RoutingsApi } from '../../api-client/waypost.ts';
import { connect, renameAction } from '../../widget/shared/edit-tree.ts';
import { EditedVersion, type TreeDraft } from '../../widget/shared/edited-version.ts';
import { KeptDrafts } from '../../widget/shared/kept-drafts.ts';

const tree: RoutingTree = {
  start: 'start',
  actions: { start: { type: 'start', name: 'Start', parameters: {}, branches: {} } },
};

/** A server of one version: what is saved there, by whom, and what it refuses. */
class Shelf {
  version: RoutingVersion = {
    routingId: 'r',
    number: 4,
    state: 'development',
    note: '',
    revision: 1,
    actionCount: 1,
    createdAt: '2026-11-20T10:00:00.000Z',
    updatedAt: '2026-11-20T10:00:00.000Z',
    publishedAt: null,
    tree,
  };
  findings: Finding[] = [];
  refusal: Error | undefined;
  saves = 0;

  readonly api = {
    save: (_id: string, _number: number, revision: number, content: { tree: RoutingTree }) => {
      this.saves++;
      if (this.refusal) return Promise.reject(this.refusal);
      if (revision !== this.version.revision)
        return Promise.reject(problem('precondition-failed', 412));
      this.put(content.tree);
      return Promise.resolve(this.version);
    },
    validate: () => Promise.resolve({ publishable: true, findings: this.findings }),
    version: () => Promise.resolve(this.version),
  } as unknown as RoutingsApi; // nothing else is called

  put(saved: RoutingTree): void {
    this.version = { ...this.version, tree: saved, revision: this.version.revision + 1 };
  }
}

const problem = (
  kind: ErrorKind,
  status: number,
  errors: { path: string; message: string }[] = [],
): ProblemError =>
  new ProblemError({
    type: `urn:waypost:problem:${kind}` as 'urn:waypost:problem:conflict', // by the test’s kind
    title: '',
    status,
    detail: 'Refused.',
    errors,
  });

let shelf: Shelf;
const drafts = () => new KeptDrafts<TreeDraft>('trees test');
const open = (mayModify = true) =>
  new EditedVersion(shelf.version, shelf.api, drafts(), { mayModify, changed: () => {} });
const named = (name: string, of = tree) => renameAction(of, 'start', name);

/** The page goes without having time for anything. */
function reload(edited: EditedVersion): void {
  edited.keepDraft();
  vi.clearAllTimers();
}

beforeEach(() => {
  vi.useFakeTimers();
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  shelf = new Shelf();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('is saved by itself soon after the last change, once', async () => {
  const edited = open();
  for (const name of ['S', 'So', 'Soo']) edited.change(named(name), 'name start');
  expect(edited.saving.is).toBe('changed');
  await vi.advanceTimersByTimeAsync(5000);
  expect(edited.saving.is).toBe('saved');
  expect(shelf.saves).toBe(1);
  expect(shelf.version.tree.actions['start']?.name).toBe('Soo');
  expect(edited.isUnsaved).toBe(false);
  expect(drafts().all).toEqual([]);
});

test('what was done before the right to it was taken away is kept, and saved once it is back', async () => {
  const edited = open();
  edited.change(named('Soo'));
  edited.allow(false);
  expect(edited.isReadOnly).toBe(true);
  await vi.advanceTimersByTimeAsync(5000);
  expect(shelf.saves).toBe(0);
  expect(edited.isUnsaved).toBe(true);
  edited.keepDraft();
  expect(drafts().all).toHaveLength(1);
  edited.allow(true);
  await vi.advanceTimersByTimeAsync(5000);
  expect(shelf.version.tree.actions['start']?.name).toBe('Soo');
  expect(drafts().all).toEqual([]);
});

test('what is typed while it is saved is saved next', async () => {
  const edited = open();
  edited.change(named('one'));
  const saved = edited.settle();
  edited.change(named('two'));
  await saved;
  await vi.advanceTimersByTimeAsync(5000);
  expect(shelf.version.tree.actions['start']?.name).toBe('two');
  expect(shelf.saves).toBe(2);
});

test('going back is saved like any other change', async () => {
  const edited = open();
  edited.change(named('other'));
  await edited.settle();
  edited.undo();
  await edited.settle();
  expect(shelf.version.tree.actions['start']?.name).toBe('Start');
});

test('what the server refuses is named by its action, and stays on show and in the tab', async () => {
  shelf.refusal = problem('invalid-input', 422, [
    { path: 'tree.actions.start.parameters.a', message: 'Fill this in.' },
  ]);
  const edited = open();
  edited.change(named('other'));
  await edited.settle();
  expect(edited.saving.is).toBe('incomplete');
  expect(edited.findings).toMatchObject([{ actionId: 'start', severity: 'error' }]);
  expect(edited.tree.actions['start']?.name).toBe('other');
  expect(drafts().all).toMatchObject([{ revision: 1, tree: named('other') }]);
  shelf.refusal = undefined;
  edited.change(named('third'));
  await edited.settle();
  expect(edited.saving.is).toBe('saved');
});

test('a draft that outlived a reload goes on where it was, and is saved', async () => {
  const first = open();
  first.change(named('typed'));
  reload(first);
  const second = open();
  expect(second.goesOn).toBe(true);
  expect(second.tree).toEqual(named('typed'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(shelf.version.tree).toEqual(named('typed'));
});

test('a draft of a version that somebody changed since is no change yet: both are shown', async () => {
  const first = open();
  first.change(named('mine'));
  reload(first);
  shelf.put(named('theirs'));
  const second = open();
  expect(second.saving.is).toBe('conflict');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(shelf.saves).toBe(0);
  second.keepMine();
  await vi.advanceTimersByTimeAsync(1000);
  expect(shelf.version.tree).toEqual(named('mine'));
});

test('who was slower sees both, and keeps one', async () => {
  const edited = open();
  shelf.put(named('theirs'));
  edited.change(named('mine'));
  await edited.settle();
  expect(edited.saving).toMatchObject({ is: 'conflict', theirs: { tree: named('theirs') } });
  edited.keepTheirs();
  expect(edited.tree).toEqual(named('theirs'));
  expect(edited.isUnsaved).toBe(false);
  edited.undo();
  expect(edited.tree).toEqual(named('mine'));
  await edited.settle();
  expect(shelf.version.tree).toEqual(named('mine'));
});

test('both doing the same is no conflict, nor is an answer that was lost', async () => {
  const edited = open();
  shelf.put(named('same'));
  edited.change(named('same'));
  await edited.settle();
  expect(edited.saving.is).toBe('saved');
  edited.change(named('more'));
  await edited.settle();
  expect(shelf.version.tree).toEqual(named('more'));
});

test('a server that is away is tried again until it is there', async () => {
  shelf.refusal = new NetworkError('https://waypost.example', 'no answer');
  const edited = open();
  edited.change(named('patient'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(edited.saving.is).toBe('failed');
  shelf.refusal = undefined;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(edited.saving.is).toBe('saved');
  expect(shelf.version.tree).toEqual(named('patient'));
});

test('an answer that was lost on its way is no conflict, whatever was typed since', async () => {
  const { save } = shelf.api;
  shelf.api.save = async (...input) => {
    await save(...input);
    throw new NetworkError('https://waypost.example', 'the answer was lost');
  };
  const edited = open();
  edited.change(named('sent'));
  await edited.settle();
  shelf.api.save = save;
  edited.change(named('typed since'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(edited.saving.is).toBe('saved');
  expect(shelf.version.tree).toEqual(named('typed since'));
});

test('however slow the server is, no two calls are under way', async () => {
  const { save } = shelf.api;
  let [open_, most] = [0, 0];
  shelf.api.save = async (...input) => {
    most = Math.max(most, ++open_);
    await new Promise((resolve) => setTimeout(resolve, 5000));
    open_--;
    return save(...input);
  };
  const edited = open();
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
    edited.change(named(name));
    await vi.advanceTimersByTimeAsync(1000);
  }
  await vi.advanceTimersByTimeAsync(30_000);
  expect(most).toBe(1);
  expect(edited.saving.is).toBe('saved');
  expect(shelf.version.tree).toEqual(named('f'));
});

test('with nothing to undo nothing is sent', async () => {
  const edited = open();
  edited.undo();
  edited.redo();
  await vi.advanceTimersByTimeAsync(5000);
  expect(shelf.saves).toBe(0);
});

test('what is typed when one leaves is sent all the same', async () => {
  const edited = open();
  edited.change(named('last words'));
  edited.end();
  expect(drafts().all).toMatchObject([{ tree: named('last words') }]);
  await vi.advanceTimersByTimeAsync(0);
  expect(shelf.version.tree).toEqual(named('last words'));
  expect(drafts().all).toEqual([]);
});

test('what was not saved before the version was published is there again, to go on with', async () => {
  const edited = open();
  shelf.refusal = problem('read-only', 409);
  edited.change(named('mine'));
  edited.end();
  await vi.advanceTimersByTimeAsync(0);
  shelf.version = { ...shelf.version, state: 'production' };
  const again = open();
  expect(again.saving.is).toBe('read-only');
  expect(again.tree).toEqual(named('mine'));
  again.end();
  expect(open().tree).toEqual(named('mine'));
  again.forget();
  expect(open().tree).toEqual(tree);
});

test('a right that was taken away is said, and nothing is lost', async () => {
  shelf.refusal = problem('forbidden', 403);
  const edited = open();
  edited.change(named('mine'));
  await edited.settle();
  expect(edited.saving).toMatchObject({ is: 'failed', error: { kind: 'forbidden' } });
  expect(drafts().all).toMatchObject([{ tree: named('mine') }]);
});

test('a version that was published meanwhile takes no more changes, and keeps them on show', async () => {
  shelf.refusal = problem('read-only', 409);
  const edited = open();
  edited.change(named('mine'));
  await edited.settle();
  expect(edited.saving.is).toBe('read-only');
  expect(edited.tree).toEqual(named('mine'));
});

test.each([
  ['without the right', () => open(false)],
  [
    'in production',
    () => {
      shelf.version = { ...shelf.version, state: 'production' };
      return open();
    },
  ],
])('%s nothing is changed', (_, opened) => {
  const edited = opened();
  edited.change(connect(named('x'), { actionId: 'start', branch: 'ok' }, null));
  expect(edited.tree).toBe(shelf.version.tree);
  expect(edited.canUndo).toBe(false);
});
