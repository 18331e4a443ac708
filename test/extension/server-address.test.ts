import { expect, test } from 'vitest';
import {
  permissionFor,
  readServerAddress,
  whyNoServer,
} from '../../extension/server-address.ts';

test.each([
  ['https://waypost.example', 'https://waypost.example'],
  ['  Waypost.Example/demo/crm?user=agent#x ', 'https://waypost.example'],
  ['https://waypost.example:8443/', 'https://waypost.example:8443'],
  ['http://localhost:4000', 'http://localhost:4000'],
  ['http://127.0.0.1:4000/', 'http://127.0.0.1:4000'],
])('‘%s’ means %s', (typed, server) => {
  expect(readServerAddress(typed)).toBe(server);
});

test.each([
  '',
  'two words',
  'https://two%20words',
  'http://waypost.example',
  'http://localhost.example',
  'https://agent:secret@waypost.example',
  'ftp://waypost.example',
  'javascript://alert(1)',
  'waypost.example:x',
])('‘%s’ is no server', (typed) => {
  expect(readServerAddress(typed)).toBeNull();
});

test.each([
  ['http://waypost.example', 'serverPlain'],
  [' HTTP://10.0.0.1:4000/demo ', 'serverPlain'],
  ['two words', 'serverWrong'],
  ['ftp://waypost.example', 'serverWrong'],
  ['https://agent:secret@waypost.example', 'serverWrong'],
])('‘%s’ is refused with the sentence %s', (typed, sentence) => {
  expect(whyNoServer(typed)).toBe(sentence);
});

test('the permission names the host and no other', () => {
  expect(permissionFor('http://127.0.0.1:4000')).toEqual({ origins: ['http://127.0.0.1/*'] });
  expect(permissionFor('https://waypost.example:8443')).toEqual({
    origins: ['https://waypost.example/*'],
  });
});
