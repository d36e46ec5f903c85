// What the debugger reads of files, out of images of a real engine.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { createStepFiles } from '../../src/cli/step-files/create-step-files.js';
import { openStateReader } from '../../src/cli/step-files/open-state-reader.js';
import { sessionPrefix } from '../../src/cli/session-identity.js';
import type { StepStates } from '../../src/engine/find-step-states.js';
import type { StoredImage } from '../../src/engine/ports.js';
import { createSession } from '../../src/session/state.js';
import type { SessionInput } from '../../src/session/transition.js';
import type { FileAnswers, FileQuestion, StepFiles } from '../../src/tui/step-files.js';
import { listNodes } from '../../src/tui/file-tree.js';
import { buildImage, engine } from '../helpers/live-engine.js';
import { planOf } from '../helpers/plan-of.js';

interface Opened extends StepFiles {
  readonly folder: string;
  readonly tell: (input: SessionInput) => void;
  readonly looks: () => number;
  close(): Promise<void>;
}

/** Step 1 is what lies between the two images. */
async function open(t: ExecutionContext, before: StoredImage, after: StoredImage): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-step-files-'));
  const state = createSession(planOf('FROM a\nRUN one\n'), { interactive: true });
  let tell!: (input: SessionInput) => void;
  let looks = 0;
  const files = createStepFiles({
    session: {
      getState: () => state,
      findStates: (): Promise<StepStates> => {
        looks += 1;
        return Promise.resolve({ type: 'states', before, after, steps: [1], madeBy: 'step' });
      },
      findBase: () => Promise.resolve(before),
      findLayers: () =>
        Promise.resolve([
          {
            image: after,
            parts: [
              { step: 0, from: 0 },
              { step: 1, from: before.layers.length },
            ],
          },
        ]),
    },
    reader: openStateReader(engine),
    images: engine.images,
    subscribe: (listener) => {
      tell = listener;
      return () => undefined;
    },
    folder,
  });
  t.teardown(async () => {
    await files.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { ...files, folder, tell, looks: () => looks };
}

async function answer<Type extends keyof FileAnswers>(
  files: StepFiles,
  question: FileQuestion<Type>,
): Promise<FileAnswers[Type]> {
  files.ask(question);
  for (;;) {
    const found = files.find<Type>(question);
    if (found?.status === 'known') return found.answer;
    if (found?.status === 'failed') throw new Error(found.reason);
    await wait(10);
  }
}

const find = async (reference: string): Promise<StoredImage> => (await engine.images.find(reference))!;

const containers = async (): Promise<number> =>
  (await engine.containers.list(`${sessionPrefix()}look-`)).length;

const first = String.raw`FROM fixture/busybox
VOLUME /kept
RUN mkdir -p /kept/d && head -c 2000000 /dev/zero | tr '\0' x > /kept/large && echo one > /text && ln /text /hard && ln -s text /link && echo old > /deleted
`;
const second = String.raw`RUN echo two >> /text && rm /deleted && head -c 1500 /dev/urandom > /random && echo hi > "/a b"`;

test.serial('what came between two images, one with volumes, and nothing of the engine', async (t) => {
  const files = await open(t, await find('fixture/busybox'), await find(await buildImage(t, first)));
  const { tree, notes } = await answer(files, { type: 'changes', step: 1 });
  t.deepEqual(notes, []);
  t.deepEqual(
    listNodes(tree.roots, []).map(({ node }) => node.path),
    ['/deleted', '/hard', '/kept', '/link', '/text'],
  );
  const text = await answer(files, { type: 'text', step: 1, path: '/kept/large' });
  t.is(text.lines.join('').length, 1 << 20);
  t.regex(text.notes.join(), /cut: the first 1.05 MB of 2 MB/);
  t.deepEqual((await answer(files, { type: 'text', step: 1, path: '/hard' })).lines, ['one']);
  for (const path of ['/link', '/kept', '/missing'])
    await t.throwsAsync(answer(files, { type: 'text', step: 1, path }), {
      message: `${path} is no file here`,
    });
  t.true((await containers()) > 0);
  await files.close();
  t.is(await containers(), 0);
});

test.serial('texts, differences, binary files, extraction, and what a step wastes', async (t) => {
  const below = await buildImage(t, first);
  const above = await buildImage(t, `FROM ${below}\n${second}\n`);
  const files = await open(t, await find(below), await find(above));
  const { tree } = await answer(files, { type: 'changes', step: 1 });
  // The two names of one file were: it is a copy that was written to.
  t.like(tree, { added: 2, deleted: 1 });
  const difference = await answer(files, { type: 'difference', step: 1, path: '/text' });
  t.deepEqual(difference.lines.slice(1), [' one', '+two']);
  t.deepEqual((await answer(files, { type: 'text', step: 1, path: '/deleted' })).lines, ['old']);
  const random = await answer(files, { type: 'text', step: 1, path: '/random' });
  t.regex(random.notes[0]!, /1\.5 kB: no text to show/);
  t.is(files.looks(), 1, 'the states are looked for once');
  const [base, own] = await answer(files, { type: 'waste' });
  t.is(own?.wastedBytes, 0);
  t.true(base!.wastedBytes >= 'old\n'.length && base!.wastedBytes < 100, String(base?.wastedBytes));
  const place = { step: 1, path: '/a b' };
  files.extract(place);
  while (files.extracted(place)?.status === 'reading') await wait(10);
  t.deepEqual(files.extracted(place), { status: 'known', answer: 'wrote ./a b (3 B)' });
  t.is(await readFile(join(files.folder, 'a b'), 'utf8'), 'hi\n');
  files.tell({ type: 'step/output', step: 1, stream: 'stdout', text: 'x', time: '' });
  t.not(files.find({ type: 'changes', step: 1 }), undefined);
  files.tell({ type: 'next' });
  t.is(files.find({ type: 'changes', step: 1 }), undefined, 'what was read may be no more so');
});

test.serial('a reader that is stopped half-way leaves no container behind', async (t) => {
  const files = await open(t, await find('fixture/busybox'), await find(await buildImage(t, first)));
  files.ask({ type: 'changes', step: 1 });
  const end = Date.now() + 20_000;
  while ((await containers()) === 0 && Date.now() < end) await wait(10);
  t.true((await containers()) > 0, 'it has begun');
  await files.close();
  t.is(await containers(), 0);
});
