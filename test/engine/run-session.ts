// The engine layer against an engine in memory: what is executed, what is kept, what is left behind.
import test from 'ava';
import { findCheckpoints } from '../../src/checkpoints/find-checkpoints.js';
import { stepKeys } from '../../src/checkpoints/step-key.js';
import { createRunningSession, type RunningSession } from '../../src/engine/run-session.js';
import type { BuildContext } from '../../src/engine/ports.js';
import type { SessionSettings } from '../../src/engine/workbench.js';
import { EngineError, MissingSourceError } from '../../src/messages/errors.js';
import type { Plan } from '../../src/plan/plan.js';
import type { SessionCommand } from '../../src/session/commands.js';
import { createSession, type SessionOptions } from '../../src/session/state.js';
import { foldJournal, type SessionInput } from '../../src/session/transition.js';
import { planOf } from '../helpers/plan-of.js';
import { createScriptedEngine, type Script, type ScriptedEngine } from '../helpers/scripted-engine.js';
import { scriptedPorts, scriptedSettings } from '../helpers/scripted-session.js';

interface World {
  readonly engine: ScriptedEngine;
  /** Of the fake clock; a script may let time pass. */
  now: number;
  /** Of the context, which is else empty. */
  select?: BuildContext['select'];
  writeResume?: () => Promise<{ path: string; notes: readonly string[] }>;
}

const createWorld = (script?: (world: World) => Script): World => {
  const world: { engine?: ScriptedEngine; now: number } = { now: 0 };
  world.engine = createScriptedEngine(script?.(world as World));
  world.engine.addImage('a');
  world.engine.addImage('b');
  return world as World;
};

type Kept = ReadonlyMap<number, { readonly image: string; readonly key: string }>;

/** Keys where all of these are kept. */
const keysWith = (plan: Plan, kept: Kept): readonly (string | undefined)[] =>
  stepKeys(plan, new Map(), { kept: new Map([...kept].map(([step, { key }]) => [step, key])) });

interface Opened {
  readonly session: RunningSession;
  readonly journal: SessionInput[];
  readonly plan: Plan;
}

async function open(
  world: World,
  text: string,
  settings: Partial<SessionSettings> &
    Pick<Partial<SessionOptions>, 'interactive' | 'retries'> & {
      /** Older checkpoints that stand for steps that have changed, by step. */
      readonly kept?: Kept;
    } = {},
): Promise<Opened> {
  const { images } = world.engine;
  const plan = planOf(text);
  const { interactive = false, retries, kept = new Map() as Kept, ...rest } = settings;
  const keys = keysWith(plan, kept);
  const listed = await images.listTags('refrom/');
  const found = await findCheckpoints({ plan, keys, project: 'p', images, listed });
  const standing = [...kept].map(([step, { image }]) => [step, { image, bytes: 0, kept: true }] as const);
  const checkpoints = { ...found, ...Object.fromEntries(standing) };
  const start = createSession(plan, {
    interactive,
    checkpoints,
    ...(retries === undefined ? {} : { retries }),
  });
  const baseImages = new Map(
    await Promise.all(['a', 'b'].map(async (name) => [name, (await images.find(name))!] as const)),
  );
  const session = createRunningSession(
    start,
    scriptedPorts(world.engine, {
      context: { select: world.select ?? (() => Promise.resolve([])), digest: () => Promise.resolve('') },
      clock: {
        now: () => new Date(Date.UTC(2026, 0) + world.now).toISOString(),
        elapsed: () => world.now,
        wait: (milliseconds) => {
          world.now += milliseconds;
          return Promise.resolve();
        },
      },
      ...(world.writeResume === undefined ? {} : { writeResume: world.writeResume }),
      isRisky: (script) => Promise.resolve(script.includes('network')),
    }),
    scriptedSettings({
      keys,
      keysBefore: (step) => keysWith(plan, new Map([...kept].filter(([each]) => each < step))),
      baseImages,
      ...rest,
    }),
  );
  const journal: SessionInput[] = [];
  session.subscribe((input) => journal.push(input));
  return { session, journal, plan };
}

async function build(
  world: World,
  text: string,
  settings: Parameters<typeof open>[2] = {},
): Promise<SessionInput[]> {
  const { session, journal } = await open(world, text, settings);
  session.begin();
  await session.ended;
  return journal;
}

/** Waits until the session stands still again. */
async function tell(session: RunningSession, ...commands: SessionCommand[]): Promise<void> {
  for (const command of commands) {
    session.dispatch(command);
    do await new Promise((wake) => setImmediate(wake));
    while (['running', 'shell'].includes(session.getState().status));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((wake) => setImmediate(wake));
  }
}

const taken = (journal: readonly SessionInput[]): number[] =>
  journal.flatMap((input) => (input.type === 'checkpoint/taken' ? [input.step] : []));

const three = 'FROM a\nRUN one\nRUN two\nRUN three\n';

test('cheap steps share one checkpoint at the end; nothing else is left behind', async (t) => {
  const world = createWorld();
  const journal = await build(world, three);
  t.deepEqual(taken(journal), [3]);
  t.deepEqual(world.engine.names(), []);
  t.is(world.engine.untagged(), 0);
  t.is(world.engine.tags().result, 'a | one + two + three');
});

test('auto: a checkpoint once running again would exceed the budget, and before the network', async (t) => {
  const slow = createWorld((world) => (script) => {
    world.now += script === 'two' ? 3000 : 10;
    return 0;
  });
  t.deepEqual(taken(await build(slow, three)), [2, 3]);
  t.deepEqual(taken(await build(createWorld(), 'FROM a\nRUN one\nRUN network\nRUN x\n')), [1, 3]);
});

test('every: one for each step', async (t) => {
  t.deepEqual(taken(await build(createWorld(), three, { policy: 'every' })), [1, 2, 3]);
});

test('the same file again executes nothing and gives the same image', async (t) => {
  const world = createWorld();
  await build(world, three);
  const before = world.engine.executed.length;
  const journal = await build(world, three);
  t.is(world.engine.executed.length, before);
  t.true(journal.flatMap((input) => (input.type === 'step/succeeded' ? [input.reused] : [])).every(Boolean));
});

const stagesOnStages: readonly (readonly [string, string])[] = [
  ['a stage with steps of its own', 'FROM a AS build\nRUN one\nFROM build\nRUN two\n'],
  ['one that only configures', 'FROM a AS build\nRUN one\nFROM build\nENV A=b\n'],
  ['FROM alone', 'FROM a AS build\nRUN one\nFROM build\n'],
  ['FROM alone, twice', 'FROM a AS build\nRUN one\nFROM build AS again\nFROM again\n'],
];

for (const [name, text] of stagesOnStages)
  test(`${name} on a stage that was kept: nothing of refrom's is in the image`, async (t) => {
    for (const policy of ['auto', 'every', 'never'] as const) {
      const world = createWorld();
      await build(world, text, { policy });
      const image = await world.engine.images.find('result');
      t.true(image!.history.length > 1);
      t.deepEqual(
        image?.history.filter((entry) => JSON.stringify(entry).includes('refrom')),
        [],
      );
    }
  });

test('a failure keeps what is before it; the corrected file goes on from there', async (t) => {
  const world = createWorld((world) => (script) => {
    world.now += 3000;
    return script === 'bad' ? 5 : 0;
  });
  const journal = await build(world, 'FROM a\nRUN one\nRUN bad\n');
  t.like(journal.at(-1), { type: 'session/failed', step: 2, line: 3, exitCode: 5 });
  t.deepEqual(world.engine.names(), []);
  await build(world, 'FROM a\nRUN one\nRUN good\n');
  t.deepEqual(world.engine.executed, ['one', 'bad', 'good']);
  t.is(world.engine.tags().result, 'a | one | good');
});

const full = new EngineError('commit', 'refused', 'cannot commit the container: no space left on device');

/** An engine whose disk is full after so many commits. */
function fillAfter({ engine }: World, commits: number): { empty: () => void } {
  const commit = engine.containers.commit.bind(engine.containers);
  let left = commits;
  engine.containers.commit = (...words) => {
    left -= 1;
    return left < 0 ? Promise.reject(full) : commit(...words);
  };
  return {
    empty: () => {
      left = Infinity;
    },
  };
}

test('a checkpoint that the engine has no room for fails the step; what was kept before stays', async (t) => {
  const world = createWorld();
  fillAfter(world, 1);
  const journal = await build(world, three, { policy: 'every' });
  t.deepEqual(taken(journal), [1]);
  t.deepEqual(world.engine.executed, ['one', 'two']);
  const failed = journal.find((input) => input.type === 'step/failed');
  t.like(failed, { step: 2, line: 3, exitCode: 1 });
  t.regex(failed?.message ?? '', /the state after RUN cannot be kept: .*no space left on device/);
  t.regex(failed?.hint ?? '', /refrom checkpoints prune.*--keep-storage/);
  const [checkpoint] = Object.keys(world.engine.tags()).filter((tag) => tag.startsWith('refrom/'));
  t.like(journal.at(-1), { type: 'session/failed', step: 2, line: 3, exitCode: 1, checkpoint });
  t.deepEqual(world.engine.names(), []);
});

test('an image that the engine has no room for fails the last step', async (t) => {
  const world = createWorld();
  fillAfter(world, 0);
  const journal = await build(world, three, { policy: 'never' });
  t.like(journal.at(-1), { type: 'session/failed', step: 3, line: 4, exitCode: 1, checkpoint: null });
  t.deepEqual(world.engine.names(), []);
});

test('the debugger stands at the step that could not be kept, and tries it again', async (t) => {
  const world = createWorld();
  const disk = fillAfter(world, 1);
  const { session } = await open(world, three, { interactive: true, policy: 'every' });
  session.begin();
  await tell(session, { type: 'continue' });
  t.like(session.getState(), { status: 'failed', position: 2, failure: { step: 2 } });
  disk.empty();
  await tell(session, { type: 'retry', from: 'clean' });
  t.like(session.getState(), { status: 'paused', position: 3 });
  t.is(world.engine.tags()[session.getState().checkpoints[2]?.image ?? ''], 'a | one | two');
  await tell(session, { type: 'quit' });
  t.deepEqual(world.engine.names(), []);
});

/** Waits until the state after `RUN two` is being kept, which the engine has no room for; `answer` lets it say so. */
async function failKeeping(world: World): Promise<Opened & { answer: () => void }> {
  const opened = await open(world, three, { interactive: true, policy: 'every' });
  opened.session.begin();
  await tell(opened.session, { type: 'next' }, { type: 'next' });
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  let ask = (): void => undefined;
  const asked = new Promise<void>((resolve) => (ask = resolve));
  world.engine.containers.commit = async () => {
    ask();
    await answered;
    throw full;
  };
  opened.session.dispatch({ type: 'next' });
  await asked;
  return { ...opened, answer };
}

test('quit while a state is kept ends the session, also where that fails', async (t) => {
  const world = createWorld();
  const { session, answer } = await failKeeping(world);
  session.dispatch({ type: 'quit' });
  answer();
  t.is((await session.ended).status, 'ended');
  t.deepEqual(world.engine.names(), []);
});

test('what was asked while a state is kept is answered, also where that fails', async (t) => {
  const { session, answer } = await failKeeping(createWorld());
  const completed = session.complete('ls /', 4);
  answer();
  t.deepEqual((await completed).candidates, []);
  t.is(session.getState().status, 'failed');
  await tell(session, { type: 'quit' });
});

test('a command that was to come is none any more where a state cannot be kept', async (t) => {
  const { session, answer } = await failKeeping(createWorld());
  session.dispatch(execute('ls', true));
  t.is(session.getState().executing?.text, 'ls');
  answer();
  await session.idle();
  t.like(session.getState(), { status: 'failed', position: 2, executing: undefined });
  await tell(session, { type: 'quit' });
});

test('the wreck is kept under a name of its own where that is asked', async (t) => {
  const world = createWorld(() => (script) => (script === 'bad' ? 5 : 0));
  const journal = await build(world, 'FROM a\nRUN bad\n', { keepWreck: true });
  const failed = journal.at(-1);
  t.deepEqual(world.engine.names(), failed?.type === 'session/failed' ? [failed.wreck] : []);
  t.regex(world.engine.names()[0] ?? '', /^refrom-wreck-p-0-L2-/);
});

test('retry from the clean state runs without what the failed try left, on top with it', async (t) => {
  let fails = true;
  const world = createWorld(() => (script) => (script === 'two' && fails ? 1 : 0));
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'continue' });
  t.is(session.getState().status, 'failed');
  fails = false;
  await tell(session, { type: 'retry', from: 'clean' });
  t.is(session.getState().status, 'paused');
  const tag = session.getState().checkpoints[2]?.image ?? '';
  t.is(world.engine.tags()[tag], 'a | one + two');
  await tell(session, { type: 'quit' });

  fails = true;
  const other = createWorld(() => (script) => (script === 'two' && fails ? 1 : 0));
  const again = await open(other, three, { interactive: true });
  again.session.begin();
  await tell(again.session, { type: 'continue' });
  fails = false;
  await tell(again.session, { type: 'retry', from: 'wreck' });
  t.deepEqual(again.session.getState().checkpoints[2], undefined);
  t.is(other.engine.tags()[again.session.getState().handmade[2]?.image ?? ''], 'a | one + two + two');
  await tell(again.session, { type: 'quit' });
  t.deepEqual(other.engine.names(), []);
});

/** Of the checkpoints that were taken, the short keys in their names. */
const takenKeys = (journal: readonly SessionInput[]): string[] =>
  journal.flatMap((input) => (input.type === 'checkpoint/taken' ? [input.image.slice(-8)] : []));

const shortKeys = (text: string): (string | undefined)[] =>
  stepKeys(planOf(text), new Map()).map((key) => key?.slice(0, 8));

/** What an older file left of its first steps, to be kept for those of another one. */
async function keepSteps(world: World, text: string, ...steps: number[]): Promise<Kept> {
  await build(world, text, { policy: 'every' });
  const keys = stepKeys(planOf(text), new Map());
  const tags = Object.keys(world.engine.tags());
  return new Map(
    steps.map((step) => {
      const key = keys[step]!;
      return [step, { image: tags.find((tag) => tag.endsWith(key.slice(0, 8)))!, key }];
    }),
  );
}

test('a kept step that fails when it is run after all stays kept, and nothing gets the key of what it would make', async (t) => {
  const world = createWorld(() => (script) => (script.includes('new') ? 1 : 0));
  const kept = await keepSteps(world, 'FROM a\nRUN old', 1);
  const text = 'FROM a\nRUN new\nRUN two';
  const { session, journal } = await open(world, text, { interactive: true, policy: 'every', kept });
  session.begin();
  await tell(
    session,
    { type: 'next' },
    { type: 'retry', from: 'clean' },
    { type: 'back' },
    { type: 'continue' },
  );
  t.like(session.getState().steps, { 1: { status: 'reused', kept: true }, 2: { status: 'done' } });
  const taken = takenKeys(journal);
  t.is(taken.length, 1);
  t.false(shortKeys(text).includes(taken[0]));
  await tell(session, { type: 'quit' });
});

test('once a kept step is executed, what was kept after it is executed too, under the keys of the file', async (t) => {
  const world = createWorld();
  const kept = await keepSteps(world, 'FROM a\nRUN old\nRUN older', 1, 2);
  const text = 'FROM a\nRUN new\nRUN newer\nRUN three';
  const { session, journal } = await open(world, text, { interactive: true, policy: 'every', kept });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'retry', from: 'clean' }, { type: 'continue' });
  t.deepEqual(takenKeys(journal), shortKeys(text).slice(1));
  t.deepEqual(world.engine.executed.slice(-3), ['new', 'newer', 'three']);
  await tell(session, { type: 'quit' });
});

test('one step back and on again: the state is made again, not carried over', async (t) => {
  const world = createWorld();
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(
    session,
    { type: 'next' },
    { type: 'next' },
    { type: 'next' },
    { type: 'back' },
    { type: 'retry', from: 'clean' },
  );
  t.is(session.getState().position, 3);
  t.is(world.engine.tags()[session.getState().checkpoints[2]?.image ?? ''], 'a | one + two');
  await tell(session, { type: 'continue' }, { type: 'quit' });
  t.regex(world.engine.tags().result ?? '', /^a \| one( \||\s\+) two( \||\s\+) three$/);
});

test('what a shell changed is in what follows, in this session only', async (t) => {
  const world = createWorld();
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, { type: 'openShell' }, { type: 'continue' });
  t.is(session.getState().status, 'finished');
  t.regex(world.engine.tags().result ?? '', /one.*by hand.*two.*three/);
  await tell(session, { type: 'quit' });
  await build(world, three);
  t.is(world.engine.tags().result, 'a | one | two + three');
});

test('going back to what a shell changed runs the step once on top of it', async (t) => {
  const world = createWorld();
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  const toChange: SessionCommand[] = [{ type: 'next' }, { type: 'next' }, { type: 'openShell' }];
  await tell(session, ...toChange, { type: 'next' }, { type: 'back' }, { type: 'next' });
  const tag = session.getState().handmade[2]?.image ?? '';
  t.regex(world.engine.tags()[tag] ?? '', /^a \| one [|+] by hand [|+] two$/);
  await tell(session, { type: 'quit' });
});

test('going back to before a retry on top gives the state that the file gives', async (t) => {
  let fails = true;
  const world = createWorld(() => (script) => (script === 'two' && fails ? 1 : 0));
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'continue' });
  fails = false;
  await tell(session, { type: 'retry', from: 'wreck' }, { type: 'back' }, { type: 'next' });
  t.is(world.engine.tags()[session.getState().checkpoints[2]?.image ?? ''], 'a | one + two');
  await tell(session, { type: 'quit' });
});

const skip: SessionCommand = { type: 'skip' };

test('a step skipped is in nothing that follows, in no history, and in no later run', async (t) => {
  const world = createWorld();
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, skip, { type: 'continue' });
  t.is(session.getState().status, 'finished');
  t.deepEqual(world.engine.executed, ['one', 'three']);
  const result = await world.engine.images.find('result', new AbortController().signal);
  t.deepEqual(
    result?.history.map(({ created_by }) => created_by.replace(/^RUN .*? -c /, '')),
    ['a', 'one # buildkit', 'three # buildkit'],
  );
  await tell(session, { type: 'quit' });
  await build(world, three);
  t.deepEqual(world.engine.executed.slice(2), ['two', 'three']);
});

test('a step skipped stays skipped where a state after it is made again', async (t) => {
  const world = createWorld();
  const { session } = await open(world, three, { interactive: true, policy: 'never' });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, skip, { type: 'goTo', step: 2 });
  t.is(session.getState().handmadeFrom, undefined);
  await tell(session, skip, { type: 'continue' }, { type: 'goTo', step: 3 }, { type: 'continue' });
  t.false(world.engine.executed.includes('two'));
  t.regex(world.engine.tags().result ?? '', /^a \| one [|+] three$/);
  await tell(session, { type: 'quit' });
});

test('a step skipped after steps that were reused stands on what they made', async (t) => {
  const world = createWorld();
  await build(world, three);
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'goTo', step: 2 }, skip);
  const tag = session.getState().handmade[2]?.image ?? '';
  t.is(world.engine.tags()[tag], 'a | one');
  await tell(session, { type: 'continue' }, { type: 'quit' });
  t.regex(world.engine.tags().result ?? '', /^a \| one [|+] three$/);
});

test('a step that failed is skipped from the state before it, without what it left', async (t) => {
  const world = createWorld(() => (script) => (script === 'two' ? 1 : 0));
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'continue' }, skip, { type: 'continue' }, { type: 'quit' });
  t.regex(world.engine.tags().result ?? '', /^a \| one [|+] three$/);
  t.deepEqual(world.engine.names(), []);
});

test('the end of a stage that others begin with can be skipped', async (t) => {
  const world = createWorld();
  const { session } = await open(world, 'FROM a AS one\nRUN x\nRUN y\nFROM one\nRUN z\n', {
    interactive: true,
  });
  session.begin();
  await tell(session, { type: 'goTo', step: 2 }, skip, { type: 'continue' }, { type: 'quit' });
  t.deepEqual(world.engine.executed, ['x', 'z']);
  t.regex(world.engine.tags().result ?? '', /^a \| x [|+] z$/);
});

test('a step runs again for real from the state before it, also where a checkpoint stands for it', async (t) => {
  const world = createWorld();
  await build(world, three);
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'continue' }, { type: 'runAgain', step: 2 });
  t.like(session.getState(), { status: 'paused', position: 3 });
  t.is(session.getState().steps[2]?.status, 'done');
  t.is(world.engine.tags()[session.getState().checkpoints[2]?.image ?? ''], 'a | one + two');
  await tell(session, { type: 'quit' });
});

const execute = (script: string, keeps: boolean): SessionCommand => ({
  type: 'execute',
  command: { form: 'shell', script },
  keeps,
});

test('what a command made at a pause stays in the state, and serves no later build', async (t) => {
  const world = createWorld();
  const { session, journal } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, execute('by command', true), { type: 'continue' });
  t.regex(world.engine.tags().result ?? '', /one.*by command.*two.*three/);
  t.like(
    journal.find(({ type }) => type === 'execution/output'),
    { stream: 'stdout', text: 'by command\n' },
  );
  await tell(session, { type: 'quit' });
  await build(world, three);
  t.is(world.engine.tags().result, 'a | one | two + three');
});

test('a command that keeps nothing leaves no trace, also on a state made by hand', async (t) => {
  const world = createWorld();
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  const commands = [execute('lost', false), execute('by command', true), execute('lost', false)];
  await tell(session, { type: 'next' }, { type: 'next' }, ...commands, { type: 'continue' });
  t.is(session.getState().status, 'finished');
  t.regex(world.engine.tags().result ?? '', /by command.*two.*three/);
  t.notRegex(world.engine.tags().result ?? '', /lost/);
  await tell(session, { type: 'quit' });
  t.deepEqual(world.engine.names(), []);
  t.is(world.engine.untagged(), 0);
});

test('an interrupt ends a command, and the session goes on', async (t) => {
  const world = createWorld(
    () => (script, signal) =>
      script === 'long'
        ? new Promise<number>((_, reject) =>
            signal?.addEventListener('abort', () => {
              reject(signal.reason as Error);
            }),
          )
        : 0,
  );
  const { session, journal } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'next' });
  session.dispatch(execute('long', false));
  while (!world.engine.executed.includes('long')) await new Promise((wake) => setImmediate(wake));
  session.interrupt();
  await session.idle();
  t.like(journal.at(-1), { type: 'execution/ended', exitCode: 130 });
  t.is(session.getState().status, 'paused');
  await tell(session, { type: 'quit' });
  t.deepEqual(world.engine.names(), []);
});

test('a file that is missing for a mount is no end of the session: a command says it, and so does a shell', async (t) => {
  const world = createWorld();
  world.engine.addImage('busybox:stable');
  world.select = () => Promise.reject(new MissingSourceError('there is no `gone`', 'here'));
  const text = 'FROM a\nRUN one\nRUN --mount=type=bind,source=gone,target=/x two\n';
  const { session, journal } = await open(world, text, { interactive: true });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, execute('ls', true));
  t.like(journal.at(-1), { type: 'execution/refused', message: 'there is no `gone`' });
  t.like(session.getState(), { status: 'paused', position: 2 });
  await tell(session, { type: 'openShell' });
  t.like(session.getState(), { status: 'paused', notice: 'no shell: there is no `gone`' });
  await tell(session, { type: 'quit' });
  t.deepEqual(world.engine.names(), []);
});

test('a wreck that goes on in another container for a shell is not the clean state of a line made by hand', async (t) => {
  let fails = true;
  const world = createWorld(() => (script) => (script === 'ln three' && fails ? 1 : 0));
  const text = 'FROM a\nRUN one\nRUN ln two\nRUN ln three\nRUN four\n';
  const { session } = await open(world, text, { interactive: true });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, { type: 'openShell' }, { type: 'continue' });
  t.is(session.getState().failure?.step, 3);
  await tell(session, { type: 'openShell' });
  fails = false;
  await tell(session, { type: 'retry', from: 'clean' });
  const made = world.engine.tags()[session.getState().handmade[3]?.image ?? ''] ?? '';
  t.is(made.match(/ln three/g)?.length, 1, made);
  await tell(session, { type: 'quit' });
});

test('folding the journal of a real run gives its state', async (t) => {
  const world = createWorld(() => (script) => (script === 'two' ? 1 : 0));
  const { session, journal, plan } = await open(world, three, { interactive: true });
  session.begin();
  await tell(
    session,
    { type: 'next' },
    { type: 'continue' },
    { type: 'retry', from: 'wreck' },
    { type: 'back' },
    { type: 'openShell' },
  );
  t.deepEqual(foldJournal(createSession(plan, { interactive: true }), journal), session.getState());
  await tell(session, { type: 'quit' });
});

test('an interrupt fails the step that runs and leaves the session open', async (t) => {
  const world = createWorld(
    () => (script, signal) =>
      script === 'two'
        ? new Promise<number>((_, reject) =>
            signal?.addEventListener('abort', () => {
              reject(signal.reason as Error);
            }),
          )
        : 0,
  );
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  session.dispatch({ type: 'continue' });
  while (!world.engine.executed.includes('two')) await new Promise((wake) => setImmediate(wake));
  session.interrupt();
  while (session.getState().status === 'running') await new Promise((wake) => setImmediate(wake));
  t.is(session.getState().failure?.exitCode, 130);
  await tell(session, { type: 'quit' });
  t.deepEqual(world.engine.names(), []);
});

test('abort in the middle of a step removes the containers and keeps the checkpoints', async (t) => {
  const world = createWorld(
    () => (script, signal) =>
      script === 'two'
        ? new Promise<number>((_, reject) =>
            signal?.addEventListener('abort', () => {
              reject(signal.reason as Error);
            }),
          )
        : 0,
  );
  const { session } = await open(world, three, { policy: 'every' });
  session.begin();
  while (!world.engine.executed.includes('two')) await new Promise((wake) => setImmediate(wake));
  await session.abort();
  t.is((await session.ended).status, 'ended');
  t.deepEqual(world.engine.names(), []);
  t.is(Object.keys(world.engine.tags()).filter((tag) => tag.startsWith('refrom/')).length, 1);
});

test('an engine that is lost rejects the session with its error', async (t) => {
  const world = createWorld(() => () => {
    throw new EngineError('execute', 'lost', 'gone');
  });
  const { session } = await open(world, three);
  session.begin();
  const error = await t.throwsAsync(session.ended, { instanceOf: EngineError });
  t.is(error.failure, 'lost');
});

test('a base with volumes is executed on a twin without them, which goes at the end', async (t) => {
  const world = createWorld();
  await build(world, 'FROM a\nVOLUME /data\nRUN one\nRUN network\nRUN two\n', { policy: 'every' });
  t.is(world.engine.untagged(), 0);
  t.regex(world.engine.tags().result ?? '', /one.*network.*two/);
});

const retries = { times: 2, waitMilliseconds: 1000, steps: [2] };

test('a step that touches the network is tried again from the clean state, each time after a longer wait', async (t) => {
  let tries = 0;
  const world = createWorld(() => (script) => (script === 'two' && (tries += 1) < 3 ? 7 : 0));
  const journal = await build(world, three, { retries });
  t.deepEqual(
    journal.flatMap((input) => (input.type === 'step/retrying' ? [[input.attempt, input.milliseconds]] : [])),
    [
      [1, 1000],
      [2, 2000],
    ],
  );
  t.is(world.engine.tags().result, 'a | one + two + three');
});

test('after the last try the failure stands, and other steps are not tried again', async (t) => {
  const world = createWorld(() => (script) => (script === 'two' ? 7 : 0));
  const journal = await build(world, three, { retries });
  t.is(world.engine.executed.filter((script) => script === 'two').length, 3);
  t.true(journal.some((input) => input.type === 'session/failed' && input.exitCode === 7));
  const other = createWorld(() => (script) => (script === 'one' ? 7 : 0));
  await build(other, three, { retries });
  t.deepEqual(other.engine.executed, ['one']);
});

const savedBytes = (journal: readonly SessionInput[]): number | undefined =>
  journal.flatMap((input) => (input.type === 'session/finished' ? [input.savedBytes] : []))[0];

const shrinking = 'FROM a\nRUN write +100\nRUN remove network -60\nRUN write +20\n';

test('never: what no layer has come to hold is told at the end', async (t) => {
  const world = createWorld();
  const journal = await build(world, shrinking, { policy: 'never' });
  t.deepEqual(taken(journal), [3]);
  t.is(savedBytes(journal), 60);
  t.is(savedBytes(await build(world, shrinking, { policy: 'never' })), undefined);
  t.is(savedBytes(await build(createWorld(), shrinking, { policy: 'every' })), undefined);
});

test('never: steps that a retry executes again are counted once', async (t) => {
  let tries = 0;
  const world = createWorld(() => (script) => (script.startsWith('remove') && (tries += 1) < 3 ? 1 : 0));
  const journal = await build(world, shrinking, { policy: 'never', retries });
  t.is(tries, 3);
  t.is(savedBytes(journal), 60);
});

/** A base image with so many layers. */
const deepWorld = (layers: number): World => {
  const world = createWorld();
  world.engine.addImage('a', layers);
  return world;
};

const problems = (journal: readonly SessionInput[]): string[] =>
  journal.flatMap((input) => (input.type === 'problem/reported' ? [input.message] : []));

const failures = (
  journal: readonly SessionInput[],
): (readonly [line: number, message: string, hint: string])[] =>
  journal.flatMap((input) =>
    input.type === 'step/failed' ? [[input.line, input.message, input.hint ?? '']] : [],
  );

test('every: what will not fit is told before anything runs, and stopped at before it runs', async (t) => {
  const world = deepWorld(20);
  const runs = Array.from({ length: 110 }, (_, at) => `RUN ${String(at)}\n`).join('');
  const journal = await build(world, `FROM a\n${runs}`, { policy: 'every' });
  t.is(problems(journal).length, 1);
  t.regex(
    problems(journal)[0]!,
    /^stage 0 comes to 130 layers .* can have 125: it will stop before line 107, /,
  );
  const [[line, message, hint]] = failures(journal) as [[number, string, string]];
  t.is(line, 107);
  t.regex(
    message,
    /^stage 0 has 125 layers, and an image cannot have more than 125: .* what line 107 writes$/,
  );
  t.regex(
    hint,
    /^join them and run the same command again: refrom checkpoints squash refrom\/p:0-L106-[0-9a-f]{8}$/,
  );
  t.is(world.engine.executed.length, 105);
  t.is(taken(journal).length, 105);
  t.deepEqual(problems(await build(deepWorld(122), three, { policy: 'every' })), []);
});

test('without a checkpoint where it stops, one is taken for the user to join', async (t) => {
  const world = deepWorld(124);
  const journal = await build(world, 'FROM a\nRUN one\nRUN --network=none two\n', { policy: 'never' });
  t.deepEqual(world.engine.executed, ['one']);
  t.deepEqual(taken(journal), [1]);
  t.regex(problems(journal)[0]!, /^stage 0 has 125 of the 125 layers/);
  t.regex(failures(journal)[0]![2], /refrom checkpoints squash --from scratch refrom\/p:0-L2-[0-9a-f]{8}$/);
});

test('a base image that has all layers by itself is named', async (t) => {
  const journal = await build(deepWorld(125), three);
  t.deepEqual(taken(journal), []);
  t.is(
    failures(journal)[0]![2],
    'the base image has them: refrom checkpoints squash --from scratch a NAME joins them, then begin the stage FROM NAME',
  );
});

test('the limit is that of graph drivers', async (t) => {
  const engine = {
    version: '',
    apiVersion: '',
    store: 'containerd',
    platform: 'linux/amd64',
    dataFolder: '',
  } as const;
  const journal = await build(deepWorld(125), three, { engine });
  t.deepEqual([...failures(journal), ...problems(journal)], []);
});

const aroundEnv = 'FROM a\nRUN one\nENV X=1\nRUN two\n';

test('what a failed step left is in no checkpoint of a step before it', async (t) => {
  const world = createWorld(() => (script) => (script === 'two' ? 1 : 0));
  const { session } = await open(world, aroundEnv, { interactive: true });
  session.begin();
  await tell(session, { type: 'continue' }, { type: 'back' }, { type: 'back' }, { type: 'next' });
  t.is(world.engine.tags()[session.getState().checkpoints[2]?.image ?? ''], 'a | one');
  await tell(session, { type: 'quit' });
});

test('a checkpoint after a change of the configuration has the files of all steps before it', async (t) => {
  const world = createWorld();
  const { session } = await open(world, 'FROM a\nRUN one\nRUN two\nENV X=1\nRUN three\n', {
    interactive: true,
  });
  session.begin();
  const next: SessionCommand = { type: 'next' };
  await tell(session, next, next, next, { type: 'runAgain', step: 1 }, next, next);
  t.is(session.getState().position, 4);
  t.regex(world.engine.tags()[session.getState().checkpoints[3]?.image ?? ''] ?? '', /^a \| one [|+] two$/);
  await tell(session, { type: 'quit' });
});

test('a checkpoint of an earlier step leaves the container what it was, with what it holds beyond', async (t) => {
  const world = createWorld();
  world.engine.containers.write = () => Promise.resolve();
  const text = 'FROM a\nRUN one\nENV X=1\nRUN two\nWORKDIR /w\nRUN four\n';
  const { session } = await open(world, text, { interactive: true });
  session.begin();
  const next: SessionCommand = { type: 'next' };
  await tell(session, next, next, { type: 'goTo', step: 5 }, { type: 'back' });
  // The container is made again, up to `RUN two`, and nothing of that is kept.
  await session.complete('ls /', 4);
  await tell(session, { type: 'runAgain', step: 2 });
  t.is(world.engine.tags()[session.getState().checkpoints[2]?.image ?? ''], 'a | one');
  await tell(session, next, { type: 'retry', from: 'clean' }, { type: 'continue' });
  t.regex(world.engine.tags().result ?? '', /^a \| one \| two \| .*four$/);
  await tell(session, { type: 'quit' });
});

test('a step that only worked on top of what it left is not run again for the next, and gives no file of its own', async (t) => {
  let fails = true;
  const world = createWorld(() => (script) => (script === 'two' && fails ? 1 : 0));
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'continue' });
  fails = false;
  await tell(session, { type: 'retry', from: 'wreck' });
  fails = true;
  await tell(session, { type: 'retry', from: 'clean' });
  t.is(session.getState().handmadeFrom, 3);
  t.is(session.getState().checkpoints[3], undefined);
  await tell(session, { type: 'quit' });
});

test('a step that fails where a state is made again fails the step that needed it', async (t) => {
  let runs = 0;
  const world = createWorld(() => (script) => (script === 'one' && (runs += 1) > 1 ? 7 : 0));
  const { session } = await open(world, three, { interactive: true, policy: 'never' });
  session.begin();
  const next: SessionCommand = { type: 'next' };
  await tell(session, next, next, next, { type: 'runAgain', step: 2 });
  t.regex(session.getState().failure?.message ?? '', /^RUN on line 2, run again .* exit code 7$/);
  t.like(session.getState(), { status: 'failed', position: 2 });
  await tell(session, { type: 'quit' });
});

const statesOf = async (
  { session }: Opened,
  step: number,
): Promise<
  string | { readonly before: string; readonly after: string; readonly steps: readonly number[] }
> => {
  const found = await session.findStates(step, new AbortController().signal);
  if (found.type === 'none') return found.reason;
  const { before, after, steps } = found;
  return { before: before.layers.join(' | '), after: after.layers.join(' | '), steps };
};

test('the states around a step that paused are its own', async (t) => {
  const world = createWorld();
  const opened = await open(world, three, { interactive: true });
  opened.session.begin();
  await tell(opened.session, { type: 'next' }, { type: 'next' }, { type: 'next' });
  t.deepEqual(await statesOf(opened, 1), { before: 'a', after: 'a | one', steps: [1] });
  t.deepEqual(await statesOf(opened, 2), { before: 'a | one', after: 'a | one + two', steps: [2] });
  t.is(await statesOf(opened, 3), 'it has not run yet');
  t.is(await statesOf(opened, 0), 'FROM begins with the files of its image, and changes none');
  await tell(opened.session, { type: 'quit' });
});

test('steps that share a layer are told together, and of those that only configure nothing is', async (t) => {
  const world = createWorld();
  const opened = await open(world, 'FROM a\nRUN one\nENV A=1\nRUN two\nRUN three\n', { interactive: true });
  opened.session.begin();
  await tell(opened.session, { type: 'continue' });
  t.deepEqual(await statesOf(opened, 1), { before: 'a', after: 'a | one + two + three', steps: [1, 3, 4] });
  t.deepEqual(await statesOf(opened, 3), await statesOf(opened, 1));
  t.is(await statesOf(opened, 2), 'ENV changes the configuration only, and no files');
  await tell(opened.session, { type: 'quit' });
  t.is(world.engine.untagged(), 0);
});

test('what a failed step left is held against the state before it, and goes with the session', async (t) => {
  const world = createWorld(() => (script) => (script === 'two' ? 1 : 0));
  const opened = await open(world, three, { interactive: true });
  opened.session.begin();
  await tell(opened.session, { type: 'next' }, { type: 'next' }, { type: 'next' });
  t.is(opened.session.getState().status, 'failed');
  t.deepEqual(await statesOf(opened, 2), { before: 'a | one', after: 'a | one + two', steps: [2] });
  await tell(opened.session, { type: 'quit' });
  t.is(world.engine.untagged(), 0);
  t.deepEqual(world.engine.names(), []);
});

test('what was tried before a step is held against the clean state, and is gone once it is undone', async (t) => {
  const world = createWorld();
  const opened = await open(world, three, { interactive: true });
  const { session } = opened;
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' });
  t.is(await statesOf(opened, 2), 'it has not run yet');
  await tell(session, execute('tried', true));
  t.deepEqual(await statesOf(opened, 2), { before: 'a | one', after: 'a | one + tried', steps: [] });
  t.is(await statesOf(opened, 3), 'it has not run yet');
  await tell(session, { type: 'undo' });
  t.is(await statesOf(opened, 2), 'it has not run yet');
  await tell(session, { type: 'quit' });
  t.is(world.engine.untagged(), 0);
});

test('without a checkpoint what was tried is told together with the steps before it', async (t) => {
  const opened = await open(createWorld(), three, { interactive: true, policy: 'never' });
  opened.session.begin();
  await tell(opened.session, { type: 'next' }, { type: 'next' }, execute('tried', true));
  t.deepEqual(await statesOf(opened, 2), { before: 'a', after: 'a | one + tried', steps: [1] });
  await tell(opened.session, { type: 'quit' });
});

/** Succeeds when it is told to. */
const holdUp = (running: { finish?: () => void }): Promise<number> =>
  new Promise((succeed) => {
    running.finish = () => {
      succeed(0);
    };
  });

test('without checkpoints the state is that of the container, as long as nothing runs in it', async (t) => {
  const running: { finish?: () => void } = {};
  const world = createWorld(() => (script) => (script === 'three' ? holdUp(running) : 0));
  const opened = await open(world, three, { interactive: true, policy: 'never' });
  const { session } = opened;
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, { type: 'next' });
  t.deepEqual(await statesOf(opened, 1), { before: 'a', after: 'a | one + two', steps: [1, 2] });
  session.dispatch({ type: 'next' });
  while (running.finish === undefined) await new Promise((wake) => setImmediate(wake));
  t.is(await statesOf(opened, 3), 'it is running: what it changes is told when it has ended');
  t.is(await statesOf(opened, 1), 'no checkpoint holds its state: it can be read when no step runs');
  running.finish();
  await session.idle();
  await tell(session, { type: 'quit' });
  t.is(world.engine.untagged(), 0);
});

test('a skipped step changed nothing', async (t) => {
  const opened = await open(createWorld(), three, { interactive: true });
  opened.session.begin();
  await tell(opened.session, { type: 'next' }, { type: 'skip' });
  t.is(await statesOf(opened, 1), 'it was skipped, and changed nothing');
  await tell(opened.session, { type: 'quit' });
});

test('an order that comes while somebody looks at the container is carried out after it', async (t) => {
  const world = createWorld();
  const { containers } = world.engine;
  const commit: typeof containers.commit = (...words) => original(...words);
  const original = containers.commit.bind(containers);
  const happened: string[] = [];
  Object.assign(containers, {
    commit: async (...words: Parameters<typeof commit>) => {
      happened.push('commit');
      await new Promise((wake) => setTimeout(wake, 30));
      happened.push('committed');
      return commit(...words);
    },
  });
  const opened = await open(world, three, { interactive: true, policy: 'never' });
  const { session } = opened;
  session.subscribe((input) => {
    if (input.type === 'step/started' && input.step === 2) happened.push('started');
  });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' });
  const looking = statesOf(opened, 1);
  while (happened.length === 0) await new Promise((wake) => setImmediate(wake));
  session.dispatch({ type: 'next' });
  await looking;
  await session.idle();
  t.deepEqual(happened, ['commit', 'committed', 'started']);
  await tell(session, { type: 'quit' });
});

test('layers are those of the steps since the checkpoint below', async (t) => {
  const world = createWorld();
  const { session } = await open(world, 'FROM a\nRUN one\nENV A=1\nRUN two\n', {
    interactive: true,
    policy: 'every',
  });
  session.begin();
  await tell(session, { type: 'continue' });
  const [stage] = await session.findLayers(new AbortController().signal);
  t.deepEqual(stage?.parts, [
    { step: 0, from: 0 },
    { step: 1, from: 1 },
    { step: 3, from: 2 },
  ]);
  t.is(stage?.image.layers.length, 3);
  await tell(session, { type: 'quit' });
});

test('an interrupt while a state is being kept ends the step after it, and loses nothing', async (t) => {
  const world = createWorld();
  const { session } = await open(world, three, { interactive: true, policy: 'every' });
  const { containers } = world.engine;
  const commit = containers.commit.bind(containers);
  containers.commit = async (container, tag, signal) => {
    session.interrupt();
    signal?.throwIfAborted();
    return commit(container, tag, signal);
  };
  session.begin();
  await tell(session, { type: 'continue' });
  t.like(session.getState(), { status: 'failed', position: 2, failure: { step: 2, exitCode: 130 } });
  t.is(world.engine.tags()[session.getState().checkpoints[1]?.image ?? ''], 'a | one');
  t.deepEqual(world.engine.executed, ['one']);
  containers.commit = commit;
  await tell(session, { type: 'retry', from: 'clean' }, { type: 'continue' });
  t.is(session.getState().status, 'finished');
  await tell(session, { type: 'quit' });
});

test('an interrupt that came too late for anything does not end what is done next', async (t) => {
  const world = createWorld();
  const { session } = await open(world, three, { interactive: true, policy: 'every' });
  const { containers } = world.engine;
  const commit = containers.commit.bind(containers);
  session.begin();
  await tell(session, { type: 'goTo', step: 3 });
  containers.commit = (...words) => {
    session.interrupt();
    return commit(...words);
  };
  await tell(session, { type: 'continue' });
  t.is(session.getState().status, 'finished');
  containers.commit = commit;
  await tell(session, { type: 'runAgain', step: 3 });
  t.is(session.getState().failure, undefined);
  await tell(session, { type: 'quit' });
});

test('an engine that is lost while a wreck is accepted leaves it the failed step that it was', async (t) => {
  const world = createWorld(() => (script) => (script === 'two' ? 1 : 0));
  const { session } = await open(world, three, { interactive: true });
  session.begin();
  await tell(session, { type: 'continue' });
  const { containers } = world.engine;
  const hasEnded = containers.hasEnded.bind(containers);
  containers.hasEnded = () => Promise.reject(new EngineError('look', 'lost', 'the engine is gone'));
  await tell(session, { type: 'acceptWreck' });
  t.like(session.getState(), { status: 'failed', position: 2 });
  t.regex(session.getState().failure?.message ?? '', /cannot be accepted: the engine is gone/);
  containers.hasEnded = hasEnded;
  await tell(session, { type: 'acceptWreck' });
  t.like(session.getState(), { status: 'paused', position: 3 });
  await tell(session, { type: 'quit' });
});

test('with a resumed file is told what its user has to know', async (t) => {
  const world = createWorld();
  world.writeResume = () => Promise.resolve({ path: 'R', notes: ['pass A again'] });
  const { session } = await open(world, three, { interactive: true, policy: 'every' });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, { type: 'writeResume' });
  t.is(session.getState().notice, 'wrote R; pass A again');
  await tell(session, { type: 'quit' });
});

test('a resumed file that cannot be written is told of, and the session goes on', async (t) => {
  const world = createWorld();
  world.writeResume = () => Promise.reject(new Error('EACCES: permission denied'));
  const { session } = await open(world, three, { interactive: true, policy: 'every' });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, { type: 'writeResume' });
  t.like(session.getState(), { status: 'paused', notice: 'not written: EACCES: permission denied' });
  await tell(session, { type: 'quit' });
});

test('where a step failed before it began, a retry on top has the state before it, not that of a later one', async (t) => {
  const world = createWorld();
  const { session, journal } = await open(world, three, { interactive: true, policy: 'never' });
  session.begin();
  await tell(session, { type: 'goTo', step: 3 }, { type: 'goTo', step: 2 });
  const { containers } = world.engine;
  const create = containers.create.bind(containers);
  containers.create = () => Promise.reject(new EngineError('create', 'refused', 'no space left on device'));
  await tell(session, { type: 'retry', from: 'clean' });
  t.is(session.getState().failure?.step, 2);
  containers.create = create;
  await tell(session, { type: 'retry', from: 'wreck' });
  t.regex(
    problems(journal).at(-1) ?? '',
    /^nothing is left of the failed step: it runs from the state before/,
  );
  t.like(session.getState(), { status: 'paused', position: 3, handmade: {} });
  t.is(session.getState().handmadeFrom, undefined, 'it is what the file gives');
  await tell(session, { type: 'continue' });
  t.is(world.engine.tags().result, 'a | one + two + three');
  await tell(session, { type: 'quit' });
});

/** A script that waits for the interrupt, where `hangs` says so. */
const untilInterrupted = (hangs: (script: string) => boolean): { script: Script; begun: Promise<void> } => {
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const script: Script = (text, signal) => {
    if (!hangs(text)) return 0;
    begin();
    return new Promise((_, reject) =>
      signal?.addEventListener('abort', () => {
        reject(signal.reason as Error);
      }),
    );
  };
  return { script, begun };
};

/** The last step has failed, and its retry was interrupted while the state before it was made again. */
async function interruptReplay(settings: Partial<SessionSettings> = {}): Promise<Opened & { world: World }> {
  let [twos, fours] = [0, 0];
  const { script, begun } = untilInterrupted((text) => text === 'two' && (twos += 1) === 2);
  const world = createWorld(() => (text, signal) => {
    if (text === 'four' && (fours += 1) === 1) return 4;
    return script(text, signal);
  });
  const text = `${three}RUN four\n`;
  const opened = await open(world, text, { interactive: true, policy: 'never', ...settings });
  const { session } = opened;
  session.begin();
  await tell(session, { type: 'continue' });
  session.dispatch({ type: 'retry', from: 'clean' });
  await begun;
  session.interrupt();
  await session.idle();
  return { ...opened, world };
}

test('what is left of an interrupted replay is no wreck of the step that needed it', async (t) => {
  const { world, session, journal } = await interruptReplay();
  t.like(session.getState(), { status: 'failed', position: 4, failure: { exitCode: 130 } });
  t.deepEqual(world.engine.names(), [], 'nobody waits for what it holds');
  await tell(session, { type: 'acceptWreck' });
  t.regex(session.getState().failure?.message ?? '', /nothing is left/);
  await tell(session, { type: 'retry', from: 'wreck' });
  t.regex(problems(journal).at(-1) ?? '', /^nothing is left of the failed step/);
  t.is(world.engine.tags().result, 'a | one + two + three + four');
  await tell(session, { type: 'quit' });
});

test('an interrupted replay leaves no wreck to be kept', async (t) => {
  const { world, session } = await interruptReplay({ keepWreck: true });
  await tell(session, { type: 'quit' });
  t.deepEqual(world.engine.names(), []);
});

test('where a step is interrupted before it began, the wreck of a later one is none of its own', async (t) => {
  const world = createWorld(() => (script) => (script === 'three' ? 1 : 0));
  const text = `${aroundEnv}RUN three\n`;
  const { session } = await open(world, text, { interactive: true, keepWreck: true });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, { type: 'continue' }, { type: 'goTo', step: 2 });
  const { images } = world.engine;
  const create = images.create.bind(images);
  // While the state after ENV is kept, the user goes on and thinks better of it.
  images.create = (...words) => {
    session.dispatch({ type: 'next' });
    session.interrupt();
    return create(...words);
  };
  await tell(session, { type: 'runAgain', step: 2 });
  t.like(session.getState(), { status: 'failed', position: 3, failure: { step: 3, exitCode: 130 } });
  await tell(session, { type: 'quit' });
  t.deepEqual(world.engine.names(), []);
});

test('a state that cannot be kept does not make a wreck of another', async (t) => {
  const world = createWorld();
  const text = `${aroundEnv}RUN three\nRUN four\n`;
  const { session } = await open(world, text, { interactive: true, keepWreck: true });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' }, { type: 'goTo', step: 5 }, { type: 'back' });
  await session.complete('ls /', 4);
  world.engine.images.create = () => Promise.reject(full);
  await tell(session, { type: 'runAgain', step: 2 });
  t.like(session.getState(), { status: 'failed', position: 2 });
  await tell(session, { type: 'quit' });
  t.deepEqual(world.engine.names(), []);
});

test('nothing is done any more once the session has ended, also where a command was still running', async (t) => {
  let finish: () => void = () => undefined;
  const world = createWorld(
    () => (script) =>
      script === 'long'
        ? new Promise<number>(
            (resolve) =>
              (finish = () => {
                resolve(0);
              }),
          )
        : 0,
  );
  const { session, journal } = await open(world, three, { interactive: true, policy: 'every' });
  session.begin();
  await tell(session, { type: 'next' }, { type: 'next' });
  session.dispatch(execute('long', true));
  while (!world.engine.executed.includes('long')) await new Promise((wake) => setImmediate(wake));
  session.dispatch({ type: 'quit' });
  finish();
  await session.ended;
  await session.idle();
  for (let turn = 0; turn < 50; turn += 1) await new Promise((wake) => setImmediate(wake));
  t.is(session.getState().status, 'ended');
  t.deepEqual(world.engine.names(), []);
  t.deepEqual(taken(journal), [1]);
});

test('quit while a step runs ends it at once, and nothing of it is told as a failure', async (t) => {
  const world = createWorld(
    () => (script, signal) =>
      script === 'two'
        ? new Promise<number>((_, reject) =>
            signal?.addEventListener('abort', () => {
              reject(signal.reason as Error);
            }),
          )
        : 0,
  );
  const { session } = await open(world, three, { interactive: true, policy: 'every' });
  session.begin();
  session.dispatch({ type: 'continue' });
  while (!world.engine.executed.includes('two')) await new Promise((wake) => setImmediate(wake));
  session.dispatch({ type: 'quit' });
  const state = await session.ended;
  t.is(state.status, 'ended');
  t.is(state.failure, undefined);
  t.is(world.engine.tags()[state.checkpoints[1]?.image ?? ''], 'a | one');
  t.deepEqual(world.engine.names(), []);
});
