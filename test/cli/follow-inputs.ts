import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { followInputs, type FollowedInputs } from '../../src/cli/follow-inputs.js';
import { openContext } from '../../src/context/open-context.js';
import { createSession } from '../../src/session/state.js';
import { foldJournal, type SessionInput } from '../../src/session/transition.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { planOf } from '../helpers/plan-of.js';
import { began, ran, time } from '../helpers/tell-session.js';

/** Longer than it takes to look twice, more than once. */
const longEnough = 2500;

interface Followed {
  readonly write: (name: string) => Promise<void>;
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
    isEditing,
  );
  t.teardown(inputs.stop);
  await setTimeout(longEnough);
  return {
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
  const { write, inputs, hear, asked } = await follow(t, { done: copied });
  await write('Dockerfile.refrom');
  hear(resumed);
  await setTimeout(longEnough);
  const end = inputs.beginWriting();
  await write('extracted');
  await setTimeout(longEnough);
  end();
  await setTimeout(longEnough);
  t.is(asked(), 0);
  await write('mine');
  await setTimeout(longEnough);
  t.true(asked() > 0);
});

test('what is still to be copied is looked at again whoever wrote it', async (t) => {
  const { write, hear, asked } = await follow(t, { done: ran(0) });
  await write('Dockerfile.refrom');
  hear(resumed);
  await setTimeout(longEnough);
  t.true(asked() > 0);
});

test('while the editor is open nothing is asked for; what it leaves is noticed', async (t) => {
  let isOpen = true;
  const { write, asked } = await follow(t, { done: copied, isEditing: () => isOpen });
  await write('.Dockerfile.swp');
  await setTimeout(longEnough);
  t.is(asked(), 0);
  isOpen = false;
  await setTimeout(longEnough);
  t.true(asked() > 0);
});
