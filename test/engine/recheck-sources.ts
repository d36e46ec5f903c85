// Files of a context that change between the keys and the steps that read them.
import test from 'ava';
import { findCheckpoints } from '../../src/checkpoints/find-checkpoints.js';
import { stepKeys } from '../../src/checkpoints/step-key.js';
import { createRunningSession } from '../../src/engine/run-session.js';
import type { Ports } from '../../src/engine/workbench.js';
import { createSession } from '../../src/session/state.js';
import type { SessionInput } from '../../src/session/transition.js';
import { planOf } from '../helpers/plan-of.js';
import { createScriptedEngine } from '../helpers/scripted-engine.js';
import { scriptedPorts, scriptedSettings } from '../helpers/scripted-session.js';

interface Built {
  readonly journal: readonly SessionInput[];
  /** Steps that a later run finds a state for. */
  readonly found: readonly number[];
}

async function build(
  text: string,
  contexts: Pick<Ports, 'haveSourcesChanged'> & Partial<Pick<Ports, 'namedContexts'>>,
): Promise<Built> {
  const engine = createScriptedEngine();
  const baseImages = new Map([['a', engine.addImage('a')]]);
  const plan = planOf(text);
  const keys = stepKeys(plan, new Map(plan.steps.map(({ id }) => [id, 'files'])));
  const session = createRunningSession(
    createSession(plan, { interactive: false }),
    scriptedPorts(engine, contexts),
    scriptedSettings({ keys, baseImages, policy: 'every' }),
  );
  const journal: SessionInput[] = [];
  session.subscribe((input) => journal.push(input));
  session.begin();
  await session.ended;
  const { images } = engine;
  const listed = await images.listTags('refrom/');
  const found = await findCheckpoints({ plan, keys, project: 'p', images, listed });
  return { journal, found: Object.keys(found).map(Number) };
}

const told = ({ journal }: Built): string[] =>
  journal.flatMap((input) => (input.type === 'problem/reported' ? [input.message] : []));

const text = `FROM a AS files
RUN one
COPY x /x
RUN two
FROM files
RUN three
`;

test('a later run takes all states where the files are as they were', async (t) => {
  const built = await build(text, { haveSourcesChanged: () => Promise.resolve(false) });
  t.deepEqual(built.found, [1, 2, 3, 5]);
  t.deepEqual(told(built), []);
});

test('where they are not, it takes neither what read them nor what stands on that, and one sentence says so', async (t) => {
  const built = await build(text, { haveSourcesChanged: (step) => Promise.resolve(step === 2) });
  t.deepEqual(built.found, [1]);
  t.deepEqual(told(built), [
    'COPY on line 3 read files that have changed since they were first looked at: what it made, and what stands on it, is not reused later',
  ]);
});

test('only what reads a context is looked at again', async (t) => {
  const asked: number[] = [];
  const haveSourcesChanged = (step: number): Promise<boolean> => {
    asked.push(step);
    return Promise.resolve(false);
  };
  await build('FROM a\nRUN one\nCOPY x /x\nRUN two\n', { haveSourcesChanged });
  t.deepEqual(asked, [2]);
});
