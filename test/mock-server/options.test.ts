import { expect, test } from 'vitest';
import { OptionError, readOptions } from '../../mock-server/options.ts';

test('with nothing said, the demo runs on the built-in database at port 4000', () => {
  expect(readOptions([], {})).toEqual({
    port: 4000,
    databaseUrl: null,
    dataFolder: '.data',
    demo: true,
    traffic: true,
    seed: 1,
    publicUrl: null,
    allowedOrigins: [],
    extensions: [],
    help: false,
    smtp: null,
    smsGateway: null,
    allowedHosts: [],
  });
});

test('the built-in database can be without the demo', () => {
  expect(readOptions(['--no-demo'], {}).demo).toBe(false);
  expect(() => readOptions(['--demo', '--no-demo'], {})).toThrow(OptionError);
});

test('everything can be said', () => {
  const env = {
    PORT: '0',
    DATABASE_URL: 'postgresql://me@db/waypost',
    WAYPOST_DATA: '/srv/waypost',
    WAYPOST_PUBLIC_URL: 'https://waypost.example.com/desk/',
    WAYPOST_SMTP_URL: 'smtps://me%40x:p%25ss@mail.example.com?from=hello@example.com',
    WAYPOST_SMS_URL: 'https://sms.example.com/send',
    WAYPOST_SMS_SECRET: 'key',
    WAYPOST_ALLOWED_HOSTS: 'crm.internal, 10.0.0.5:8080',
    WAYPOST_EXTENSIONS:
      'abcdefghijklmnopabcdefghijklmnop, 0123456789abcdef0123456789abcdef01234567',
    WAYPOST_ORIGINS:
      'https://crm.example.com, http://localhost:3000/, chrome-extension://abcdefgh, moz-extension://1-2/',
  };

  expect(readOptions(['--no-traffic', '--seed', '7', '--demo', '--help'], env)).toEqual({
    port: 0,
    databaseUrl: 'postgresql://me@db/waypost',
    dataFolder: '/srv/waypost',
    demo: true,
    traffic: false,
    seed: 7,
    publicUrl: 'https://waypost.example.com/desk',
    allowedOrigins: [
      'https://crm.example.com',
      'http://localhost:3000',
      'chrome-extension://abcdefgh',
      'moz-extension://1-2',
    ],
    extensions: [
      'abcdefghijklmnopabcdefghijklmnop',
      '0123456789abcdef0123456789abcdef01234567',
    ],
    help: true,
    smtp: {
      host: 'mail.example.com',
      port: 465,
      secure: true,
      user: 'me@x',
      password: 'p%ss',
      from: 'hello@example.com',
    },
    smsGateway: { address: 'https://sms.example.com/send', secret: 'key' },
    allowedHosts: ['crm.internal', '10.0.0.5:8080'],
  });
});

test('with a database of one’s own there is no demo, unless it is asked for', () => {
  expect(readOptions([], { DATABASE_URL: 'postgres://me@db/waypost' }).demo).toBe(false);
});

test('an empty variable counts as none', () => {
  expect(readOptions([], { PORT: '', DATABASE_URL: '', WAYPOST_DATA: '' })).toEqual(
    readOptions([], {}),
  );
});

test.each([
  [['--seeds', '7'], {}, 'There is no option ‘--seeds’; ‘npm start -- --help’ lists them.'],
  [['-x'], {}, 'There is no option ‘-x’; ‘npm start -- --help’ lists them.'],
  [['traffic'], {}, 'There is no option ‘traffic’; ‘npm start -- --help’ lists them.'],
  [['--demo=no'], {}, 'The option ‘--demo’ takes no value.'],
  [['--seed'], {}, 'The option ‘--seed’ needs a number.'],
  [['--seed=-1'], {}, 'The seed must be a whole number from 0 to 4294967295, not ‘-1’.'],
  [
    [],
    { WAYPOST_SMTP_URL: 'smtp://me:secret@mail.example.com' },
    'WAYPOST_SMTP_URL must be an address like smtp://user:password@host:587?from=hello@example.com.',
  ],
  [
    [],
    { WAYPOST_SMS_URL: 'ftp://sms.example.com' },
    'WAYPOST_SMS_URL must be an address like https://sms.example.com/send.',
  ],
  [
    [],
    { WAYPOST_SMS_URL: 'https://sms.example.com' },
    'WAYPOST_SMS_URL needs WAYPOST_SMS_SECRET, which signs what is sent.',
  ],
  [
    [],
    { WAYPOST_ALLOWED_HOSTS: 'http://crm' },
    'WAYPOST_ALLOWED_HOSTS holds ‘http://crm’, which is not a host like crm.internal or 10.0.0.5:8080.',
  ],
  [
    [],
    { WAYPOST_EXTENSIONS: 'waypost@waypost.example' },
    'WAYPOST_EXTENSIONS holds ‘waypost@waypost.example’, which is neither Chrome’s id of an extension (32 letters from a to p) nor what Firefox makes of one (40 hexadecimal digits).',
  ],
  [[], { PORT: '80a' }, 'PORT must be a number from 0 to 65535, not ‘80a’.'],
  [[], { PORT: '65536' }, 'PORT must be a number from 0 to 65535, not ‘65536’.'],
  [
    [],
    { WAYPOST_ORIGINS: 'https://a.example/crm' },
    'WAYPOST_ORIGINS holds ‘https://a.example/crm’, which is not an origin like https://crm.example.com.',
  ],
  [
    [],
    { WAYPOST_ORIGINS: '*' },
    'WAYPOST_ORIGINS holds ‘*’, which is not an origin like https://crm.example.com.',
  ],
])('%j with %j is one clear sentence', (argv, env, sentence) => {
  expect(() => readOptions(argv, env)).toThrow(new OptionError(sentence));
});

test('a database address that is none is not repeated: it may hold a password', () => {
  const read = () => readOptions([], { DATABASE_URL: 'mysql://me:secret@db/waypost' });

  expect(read).toThrow(
    'DATABASE_URL must be an address like postgres://user:password@host:5432/database.',
  );
});
