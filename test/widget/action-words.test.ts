import { expect, test } from 'vitest';
import { actionList } from '../../mock-server/actions/index.ts';
import { actionTitles } from '../../widget/localization/action-titles.ts';

test('whatever the server says of its actions is there in French, and nothing else', () => {
  const english = actionList.flatMap(({ title, summary, branches }) => [
    title,
    summary,
    ...Object.values(branches).filter((label) => !/^Link \d+$/.test(label)),
  ]);
  expect(Object.keys(actionTitles).sort()).toEqual([...new Set(english)].sort());
});
