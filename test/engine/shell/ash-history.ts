// An ash that reads its history file (Debian's does not) is played by a shell with the same `history`.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { execa } from 'execa';
import { recallOf } from '../../../src/engine/shell/start-files.js';
import { startAsh } from '../../../src/engine/shell/starts/start-ash.js';
import { readToldCommands, type ToldCommand } from '../../../src/engine/shell/told-commands.js';

/** `prompts` are what is listed at each prompt, and the exit code there; `stream` is where the list goes. */
async function tell(
  t: ExecutionContext,
  script: string | undefined,
  prompts: readonly { readonly listed: readonly string[]; readonly code: number }[],
  stream = 1,
): Promise<readonly ToldCommand[]> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-test-ash-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const { files } = startAsh(script, (name) => `unset ${name}`);
  const here = (text: string): string => text.replaceAll('/dev/.', `${folder}/.`);
  for (const { path, content } of files) await writeFile(here(path), here(content));
  const list = join(folder, 'list');
  const lines = [
    `history() { cat ${list} >&${String(stream)}; }`,
    `. ${folder}/.refrom-start`,
    'trap - EXIT',
  ];
  for (const [index, { listed, code }] of prompts.entries()) {
    const entries = listed.map((line, number) => `${String(number).padStart(4)} ${line}\n`).join('');
    await writeFile(`${list}-${String(index)}`, entries);
    lines.push(`cp ${list}-${String(index)} ${list}`, `__refrom_tell ${String(code)}`);
  }
  await writeFile(list, '');
  const { stderr } = await execa('sh', ['-c', lines.join('\n')], { reject: false });
  t.is(stderr, '');
  return readToldCommands(await readFile(join(folder, '.refrom-told'), 'utf8'));
}

const heredoc = "echo 'the first'\n  echo the second  \n\nfalse\n";
const begun = ["echo 'the first'", '  echo the second  ', 'false'];

test('what the history begins with is not told, what is entered is, the same line too', async (t) => {
  const told = await tell(t, heredoc, [
    { listed: [], code: 0 },
    { listed: [...begun, 'false'], code: 1 },
    { listed: [...begun, 'false', 'for i in 1', 'do true', 'done'], code: 0 },
  ]);
  t.deepEqual(told, [
    { text: 'false', exitCode: 1 },
    { text: 'for i in 1\ndo true\ndone', exitCode: 0 },
  ]);
});

test('without a command everything is told, but for a use of the file of the step', async (t) => {
  const told = await tell(t, undefined, [
    { listed: [], code: 0 },
    { listed: ['true'], code: 0 },
    { listed: ['true', '(. /dev/.refrom-step)'], code: 1 },
    { listed: ['true', '(. /dev/.refrom-step)', 'ls'], code: 2 },
  ]);
  t.deepEqual(told, [
    { text: 'true', exitCode: 0 },
    { text: 'ls', exitCode: 2 },
  ]);
});

test('a history on the wrong stream is read as well', async (t) => {
  const told = await tell(t, undefined, [{ listed: ['true'], code: 0 }], 2);
  t.deepEqual(told, [{ text: 'true', exitCode: 0 }]);
});

const ash = { path: '/bin/ash', kind: 'ash' } as const;

for (const [history, script, recall] of [
  ['lines', 'true', 'command'],
  ['lines', 'true\n', 'command'],
  ['lines', heredoc, 'lines'],
  ['lines', 'x'.repeat(1001), 'file'],
  ['lines', 'true\n'.repeat(101), 'file'],
  ['own', 'true', 'file'],
  ['none', 'true', 'file'],
  ['whole', heredoc, 'command'],
  ['lines', undefined, undefined],
] as const)
  test(`a shell whose history is of kind ${history} recalls ${String(script?.length)} characters by ${String(recall)}`, (t) => {
    t.is(recallOf(ash, script, history), recall);
  });

test('of a shell that nothing is known of nothing is promised', (t) => {
  t.is(recallOf({ path: '/usr/bin/fish', kind: 'other' }, 'true', 'none'), undefined);
});
