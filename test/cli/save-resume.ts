// What refrom resume writes.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { saveResume } from '../../src/cli/save-resume.js';
import { decodeText } from '../../src/context/text-bytes.js';
import { UsageError } from '../../src/messages/errors.js';
import { planText } from '../helpers/plan-text.js';
import { cutAfter } from '../helpers/resume-check.js';

async function makeFolder(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-resume-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function save(text: string, path: string): Promise<string> {
  const { tree, plan } = planText(text);
  const source = { path: 'Dockerfile', text, tree, messages: [], isEditable: true };
  return saveResume({ source, plan }, cutAfter(plan, 1), { lines: false, path });
}

test('bytes that are no UTF-8 stay', async (t) => {
  const text = `FROM base\nRUN a\nRUN echo ${decodeText(Buffer.from([0xe9]))}\n`;
  const path = await save(text, join(await makeFolder(t), 'R'));
  t.true((await readFile(path)).includes(Buffer.from([0x20, 0xe9, 0x0a])));
});

test('a place that cannot be written is named with the reason, and nothing is left there', async (t) => {
  const folder = await makeFolder(t);
  const failsWith = (output: string, message: RegExp): Promise<unknown> =>
    t.throwsAsync(save('FROM base\nRUN a\nRUN b\n', output), { instanceOf: UsageError, message });
  await failsWith(join(folder, 'no/D'), /no\/D: there is no such folder$/);
  await mkdir(join(folder, 'D'));
  await failsWith(join(folder, 'D'), /\/D: it is a folder$/);
  await writeFile(join(folder, 'file'), '');
  await failsWith(join(folder, 'file/D'), /file\/D: there is no such folder$/);
  t.deepEqual((await readdir(folder)).sort(), ['D', 'file']);
});
