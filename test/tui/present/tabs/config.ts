import test from 'ava';
import { presentPane } from '../../../../src/tui/present/pane.js';
import { sceneOf, textOf } from '../../../helpers/scene-of.js';
import { tellSession } from '../../../helpers/tell-session.js';

const see = (text: string, cursor: number, width = 60): string[] =>
  presentPane(sceneOf(tellSession(text), { view: { cursor, tab: 'config' } }), {
    width,
    height: 30,
  }).rows.map(textOf);

/** The rows about these fields. */
const about = (fields: RegExp, text: string, cursor: number): string[] =>
  see(text, cursor).filter((row) => fields.test(row));

const text = `FROM a
ENV A=1 B=two
USER app
WORKDIR /srv
SHELL ["/bin/bash", "-c"]
LABEL who=me
EXPOSE 80 53/udp
ENTRYPOINT ["run"]
CMD ["it"]
VOLUME /data
STOPSIGNAL SIGINT
HEALTHCHECK --interval=5m --retries=2 CMD check it
ARG SIZE=3
ARG NONE
ENV A=2
HEALTHCHECK NONE
`;

test('everything that a state says beside its files', (t) => {
  t.deepEqual(see(text, 14), [
    '  ENV         PATH=/bin',
    '              A=1',
    '              B=two',
    '  USER        app',
    '  WORKDIR     /srv',
    '  SHELL       ["/bin/bash","-c"]',
    '  LABEL       who=me',
    '  EXPOSE      80/tcp',
    '              53/udp',
    '  ENTRYPOINT  ["run"]',
    '  CMD         ["it"]',
    '  VOLUME      /data',
    '  STOPSIGNAL  SIGINT',
    '  HEALTHCHECK --interval=5m --retries=2 CMD check it',
    '  ARG         SIZE=3',
    '+             NONE (no value)',
  ]);
});

test('where nothing is set, what counts by default', (t) => {
  t.deepEqual(see(text, 1), [
    '  ENV         PATH=/bin',
    '  USER        root (default)',
    '  WORKDIR     / (default)',
    '  SHELL       ["/bin/sh","-c"] (default)',
  ]);
});

const changes = test.macro<[line: number, rows: readonly string[]]>({
  exec: (t, line, rows) => {
    t.deepEqual(about(/^[+~-]/, text, line), rows);
  },
  title: (name = '') => name,
});

test('FROM begins anew and changes nothing', changes, 1, []);
test('what a step adds', changes, 2, ['+             A=1', '+             B=two']);
test('a default that gives way', changes, 3, ['~ USER        app (was root)']);
test('what a step changes, with what it was', changes, 15, ['~             A=2 (was 1)']);
test('a step that configures nothing', (t) => {
  t.deepEqual(about(/^[+~-]/, 'FROM a\nRUN b\n', 2), []);
});
test('what a step takes away', (t) => {
  const inherited = 'FROM a AS one\nCMD ["it"]\nFROM one\nENTRYPOINT ["x"]\n';
  t.deepEqual(about(/^[+~-]/, inherited, 4), ['+ ENTRYPOINT  ["x"]', '- CMD         ["it"]']);
});

test('an ARG that ENV wins over says so', (t) => {
  t.deepEqual(about(/ARG/, 'FROM a\nARG A=1\nENV A=2\n', 3), ['~ ARG         A (ENV has it; was 1)']);
});

test('secrets are not shown, in other values either, before and after a change', (t) => {
  const secret =
    'FROM a\nARG NPM_TOKEN=abcdef123\nENV URL=https://$NPM_TOKEN@x\nENV DB_PASSWORD=one\nENV DB_PASSWORD=two\n';
  for (const line of [2, 3, 4, 5]) {
    t.notRegex(see(secret, line).join('\n'), /abcdef|one|two/);
  }
  t.deepEqual(about(/URL|PASS|TOK/, secret, 5), [
    '              URL=https://$NPM_TOKEN@x',
    '~             DB_PASSWORD=(not shown) (was (not shown))',
    '  ARG         NPM_TOKEN=(not shown)',
  ]);
});

test('a long value goes on below its beginning, wide characters whole', (t) => {
  const wide = 'FROM a\nENV A=日本語日本語日本語 B=1234567890123456789\n';
  t.deepEqual(see(wide, 2, 26).slice(1, 5), [
    '+             A=日本語日本',
    '              語日本語',
    '+             B=1234567890',
    '              123456789',
  ]);
});

test('what a step changed is in sight in a low pane', (t) => {
  const scene = sceneOf(tellSession(text), { view: { cursor: 12, tab: 'config' } });
  const rows = presentPane(scene, { width: 60, height: 3 }).rows.map(textOf);
  t.true(
    rows.some((row) => row.startsWith('+ HEALTHCHECK')),
    rows.join('\n'),
  );
});

test('controls in a value are shown, not obeyed', (t) => {
  t.regex(see('FROM a\nENV A="a\u001b[2J"\n', 2).join('\n'), /A=a␛\[2J/);
});

test('on a line without a step it says so', (t) => {
  t.deepEqual(see('FROM a\n\nRUN b\n', 2), ['no step of this build stands on line 2']);
});
