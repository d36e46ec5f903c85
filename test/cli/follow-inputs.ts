import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { followInputs, type FollowedInputs } from '../../src/cli/follow-inputs.js';
import type { Pause } from '../../src/cli/watch-inputs.js';
import { openContext } from '../../src/context/open-context.js';
import { createSession } from '../../src/session/state.js';
import { foldJournal, type SessionInput } from '../../src/session/transition.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { planOf } from '../helpers/plan-of.js';
import { began, ran, time } from '../helpers/tell-session.js';

interface Rhythm {
  readonly pause: Pause;
  /** The watch looks so many times more, and has seen what lies there now. */
  readonly look: (times?: number) => Promise<void>;
}

function createRhythm(): Rhythm {
  let wake: () => void = () => undefined;
  let rest: () => void = () => undefined;
  let resting = new Promise<void>((resolve) => (rest = resolve));
  const look = async (times = 4): Promise<void> => {
    if (times === 0) return;
    await resting;
    resting = new Promise<void>((resolve) => (rest = resolve));
    wake();
    await resting;
    await look(times - 1);
  };
  return {
    pause: () =>
      new Promise<void>((resolve) => {
        wake = resolve;
        rest();
      }),
    look,
  };
}

interface Followed {
  readonly write: (name: string) => Promise<void>;
  readonly look: Rhythm['look'];
  readonly inputs: FollowedInputs;
  readonly hear: (input: SessionInput) => void;
  readonly asked: () => number;
}

async function follow(
  t: ExecutionContext,
  { done, isEditing = () => false }: { done: SessionInput[]; isEditing?: () => boolean },
): Promise<Followed> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-follow-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const text = 'FROM a\nCOPY . /x\nRUN b\n';
  const path = join(folder, 'Dockerfile');
  await writeFile(path, text);
  const plan = planOf(text);
  const source = { path, text, tree: parseDockerfile(text).tree, messages: [], isEditable: true };
  const context = await openContext(folder, { dockerfile: path });
  const state = foldJournal(createSession(plan, { interactive: true }), [began, ...done]);
  const listeners: ((input: SessionInput) => void)[] = [];
  let asked = 0;
  const { pause, look } = createRhythm();
  const inputs = followInputs(
    {
      project: () => ({ plan, source, context, namedContexts: new Map() }),
      getState: () => state,
      dispatch: () => (asked += 1),
      subscribe: (listener) => {
        listeners.push(listener);
        return () => undefined;
      },
      report: () => undefined,
    },
    { isEditing, pause },
  );
  t.teardown(inputs.stop);
  await look();
  return {
    look,
    write: (name) => writeFile(join(folder, name), 'x'),
    inputs,
    hear: (input) => {
      for (const listener of listeners) listener(input);
    },
    asked: () => asked,
  };
}

const copied = [...ran(0), ...ran(1)];
const resumed: SessionInput = { type: 'resume/written', path: 'Dockerfile.refrom', line: 1, time };

test("a file that the user writes into the context makes the plan anew, refrom's own do not", async (t) => {
  const { write, look, inputs, hear, asked } = await follow(t, { done: copied });
  await write('Dockerfile.refrom');
  hear(resumed);
  await look();
  const end = inputs.beginWriting();
  await write('extracted');
  await look();
  end();
  await look();
  t.is(asked(), 0);
  await write('mine');
  await look();
  t.is(asked(), 1);
});

test('what is still to be copied is looked at again whoever wrote it', async (t) => {
  const { write, look, hear, asked } = await follow(t, { done: ran(0) });
  await write('Dockerfile.refrom');
  hear(resumed);
  await look();
  t.is(asked(), 1);
});

test('while the editor is open nothing is asked for; what it leaves is noticed', async (t) => {
  let isOpen = true;
  const { write, look, asked } = await follow(t, { done: copied, isEditing: () => isOpen });
  await write('.Dockerfile.swp');
  await look();
  t.is(asked(), 0);
  isOpen = false;
  await look();
  t.is(asked(), 1);
});
