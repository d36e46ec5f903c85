// The plan made anew in a running session, against an engine in memory.
import test from 'ava';
import { findCheckpoints } from '../../src/checkpoints/find-checkpoints.js';
import { measureFound } from '../../src/checkpoints/measure-found.js';
import { stepKeys } from '../../src/checkpoints/step-key.js';
import type { Replan } from '../../src/engine/replanned.js';
import { createRunningSession, type RunningSession } from '../../src/engine/run-session.js';
import type { SessionSettings } from '../../src/engine/workbench.js';
import type { Plan } from '../../src/plan/plan.js';
import type { SessionCommand } from '../../src/session/commands.js';
import { createSession, type SessionState } from '../../src/session/state.js';
import { foldJournal, type SessionInput } from '../../src/session/transition.js';
import { planOf } from '../helpers/plan-of.js';
import { createScriptedEngine, type Script, type ScriptedEngine } from '../helpers/scripted-engine.js';
import { scriptedPorts, scriptedSettings } from '../helpers/scripted-session.js';

interface Opened {
  readonly engine: ScriptedEngine;
  readonly session: RunningSession;
  readonly start: SessionState;
  readonly journal: SessionInput[];
  /** What the Dockerfile holds; a text that is no Dockerfile is refused. */
  text: string;
}

const keysOf = (plan: Plan): (string | undefined)[] => stepKeys(plan, new Map());

function open(
  text: string,
  { script, ...settings }: Partial<SessionSettings> & { readonly script?: Script } = {},
  replans: (opened: Opened) => Replan = replanFrom,
): Opened {
  const engine = createScriptedEngine(script);
  const baseImages = new Map(['a', 'b'].map((name) => [name, engine.addImage(name)] as const));
  const plan = planOf(text);
  const start = createSession(plan, { interactive: true });
  const opened: { session?: RunningSession } & Omit<Opened, 'session'> = { engine, start, text, journal: [] };
  const session = createRunningSession(
    start,
    scriptedPorts(engine, { replan: (...words) => replans(opened as Opened)(...words) }),
    scriptedSettings({ keys: keysOf(plan), baseImages, ...settings }),
  );
  session.subscribe((input) => opened.journal.push(input));
  session.begin();
  return Object.assign(opened, { session });
}

const replanFrom =
  (opened: Opened): Replan =>
  async ({ text = opened.text }) => {
    if (!text.startsWith('FROM')) return { refused: `Dockerfile:1:1: ${text}` };
    const plan = planOf(text);
    const keys = keysOf(plan);
    const { images } = opened.engine;
    const listed = await images.listTags('refrom/');
    const found = await findCheckpoints({ plan, keys, project: 'p', images, listed });
    const checkpoints = measureFound(plan, found, new Map());
    const baseImages = new Map(
      await Promise.all(['a', 'b'].map(async (name) => [name, (await images.find(name))!] as const)),
    );
    return { plan, text, keys, baseImages, checkpoints, reasons: [] };
  };

async function tell({ session }: Opened, ...commands: SessionCommand['type'][]): Promise<SessionState> {
  for (const type of commands) {
    session.dispatch({ type } as SessionCommand);
    await session.idle();
  }
  return session.getState();
}

const three = 'FROM a\nRUN one\nRUN two\nRUN three\n';

test('after an edit below, the container goes on with the new step', async (t) => {
  const opened = open(three);
  await tell(opened, 'next', 'next', 'next');
  opened.text = three.replace('RUN three', 'RUN other\nRUN three');
  const state = await tell(opened, 'replan');
  t.is(state.position, 3);
  t.deepEqual(await tell(opened, 'next'), opened.session.getState());
  t.deepEqual(opened.engine.executed, ['one', 'two', 'other']);
  await tell(opened, 'continue', 'quit');
  t.is(opened.session.getState().image?.id.startsWith('sha256:'), true);
  t.deepEqual(opened.engine.names(), []);
  t.is(opened.engine.tags().result?.replaceAll(' | ', ' + '), 'a + one + two + other + three');
});

test('after an edit above, what comes after it is executed again on the state before it', async (t) => {
  const opened = open(three);
  await tell(opened, 'next', 'next', 'next', 'next');
  opened.text = three.replace('RUN two', 'RUN other');
  const state = await tell(opened, 'replan');
  t.is(state.position, 2);
  await tell(opened, 'continue', 'quit');
  t.deepEqual(opened.engine.executed, ['one', 'two', 'three', 'other', 'three']);
  t.is(opened.engine.tags().result?.replaceAll(' | ', ' + '), 'a + one + other + three');
});

test('an edit that is taken back finds what this session has kept', async (t) => {
  const opened = open(three);
  await tell(opened, 'next', 'next', 'next');
  opened.text = three.replace('RUN two', 'RUN other');
  await tell(opened, 'replan', 'next');
  opened.text = three;
  t.is((await tell(opened, 'replan')).position, 2);
  const state = await tell(opened, 'next');
  t.is(state.steps[2]?.status, 'reused');
  await tell(opened, 'continue', 'quit');
  t.deepEqual(opened.engine.executed, ['one', 'two', 'other', 'three']);
  t.is(opened.engine.tags().result?.replaceAll(' | ', ' + '), 'a + one + two + three');
});

test('a step that failed and is the same keeps its wreck; one that has changed loses it', async (t) => {
  const script: Script = (text) => (text === 'two' ? 1 : 0);
  const opened = open(three, { script });
  await tell(opened, 'continue');
  opened.text = three.replace('RUN three', 'RUN other');
  const failed = await tell(opened, 'replan');
  t.is(failed.status, 'failed');
  t.is(failed.failure?.step, 2);
  t.is(opened.engine.names().length, 1);
  opened.text = three.replace('RUN two', 'RUN fixed');
  const paused = await tell(opened, 'replan');
  t.is(paused.status, 'paused');
  t.is(paused.failure, undefined);
  await tell(opened, 'continue', 'quit');
  t.is(opened.engine.tags().result?.replaceAll(' | ', ' + '), 'a + one + fixed + three');
});

test('with a stage put before it, the container of a stage is still its own', async (t) => {
  const opened = open(three);
  await tell(opened, 'next', 'next', 'next');
  opened.text = `FROM b AS new\nRUN new\n${three}COPY --from=new /x /x\n`;
  t.is((await tell(opened, 'replan')).position, 0);
  opened.text = three;
  t.is((await tell(opened, 'replan')).position, 0, 'what was passed on the way back is to be passed again');
  await tell(opened, 'continue', 'quit');
  t.deepEqual(opened.engine.executed, ['one', 'two', 'three'], 'by its checkpoints and not by executing it');
});

test('what a stage ends with now is kept, also where nothing had to keep it before', async (t) => {
  const text = 'FROM a AS one\nRUN one\nRUN two\nFROM b\nRUN three\nCOPY --from=one /x /x\n';
  const opened = open(text);
  await tell(opened, 'next', 'next', 'next', 'next', 'next');
  opened.text = text.replace('RUN two\n', '');
  const { position, checkpoints } = await tell(opened, 'replan');
  t.is(position, 4);
  t.truthy(checkpoints[1], 'the state after `RUN one`');
});

test('what a stage ends with is kept, and the container of another stays what it was', async (t) => {
  const stage = 'FROM a AS one\nRUN one\n';
  const text = `${stage}FROM b\nRUN three\nWORKDIR /w\nCOPY --from=one /x /x\n`;
  const opened = open(text, { policy: 'never' });
  opened.engine.containers.write = () => Promise.resolve();
  await tell(opened, 'next', 'next');
  opened.text = text.replace(stage, `${stage}ENV X=1\nLABEL y=2\n`);
  await tell(opened, 'replan', 'next', 'next', 'next', 'next');
  opened.text = text.replace(stage, `${stage}ENV X=1\n`);
  const { checkpoints } = await tell(opened, 'replan');
  t.is(opened.engine.tags()[checkpoints[2]?.image ?? ''], 'a | one');
  await tell(opened, 'next', 'skip', 'quit');
  t.regex(opened.engine.tags().result ?? '', /^b \| three/);
});

test('a file that gives no plan is told of, and the last good plan goes on', async (t) => {
  const opened = open(three);
  await tell(opened, 'next', 'next');
  opened.text = 'FORM a';
  const { planProblem, position, status } = await tell(opened, 'replan');
  t.is(planProblem, 'Dockerfile:1:1: FORM a');
  t.deepEqual([position, status], [2, 'paused']);
  await tell(opened, 'next');
  t.deepEqual(opened.engine.executed, ['one', 'two']);
  opened.text = three;
  t.is((await tell(opened, 'replan')).planProblem, undefined);
});

test('a text that is given counts for what stands on disk', async (t) => {
  const opened = open(three);
  await tell(opened, 'next', 'next');
  opened.session.dispatch({ type: 'replan', text: three.replace('RUN two', 'RUN given') });
  await opened.session.idle();
  t.is(opened.session.getState().plan.steps[2]?.text, 'RUN given');
  t.like(
    opened.journal.find(({ type }) => type === 'plan/replaced'),
    { source: 'given' },
  );
});

test('interrupted while the plan is made, the session stands as before', async (t) => {
  const never: Replan = (_request, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(new Error('interrupted'));
      });
    });
  const opened = open(three, {}, () => never);
  await tell(opened, 'next', 'next');
  opened.session.dispatch({ type: 'replan' });
  opened.session.interrupt();
  await opened.session.idle();
  const { status, position, planProblem, notice } = opened.session.getState();
  t.deepEqual([status, position, planProblem], ['paused', 2, undefined]);
  t.regex(notice ?? '', /interrupted/);
});

test('folding the journal gives the state, also with other plans in it', async (t) => {
  const opened = open(three, { script: (text) => (text === 'bad' ? 1 : 0) });
  await tell(opened, 'next', 'next');
  opened.text = three.replace('RUN two', 'RUN bad');
  await tell(opened, 'replan', 'continue', 'openShell', 'skip');
  opened.text = `# more\n${three}RUN four\n`;
  await tell(opened, 'replan', 'continue', 'quit');
  t.deepEqual(foldJournal(opened.start, opened.journal), opened.session.getState());
});
