// A running session against an engine in memory, with a clock that stands still.
import { findCheckpoints } from '../../src/checkpoints/find-checkpoints.js';
import { measureFound } from '../../src/checkpoints/measure-found.js';
import { stepKeys } from '../../src/checkpoints/step-key.js';
import type { BuildContext } from '../../src/engine/ports.js';
import { createRunningSession, type RunningSession } from '../../src/engine/run-session.js';
import type { SessionSettings } from '../../src/engine/workbench.js';
import { EngineError } from '../../src/messages/errors.js';
import type { Plan } from '../../src/plan/plan.js';
import type { SessionCommand } from '../../src/session/commands.js';
import { createSession, type SessionOptions } from '../../src/session/state.js';
import type { SessionInput } from '../../src/session/transition.js';
import { planOf } from './plan-of.js';
import { createScriptedEngine, type Script, type ScriptedEngine } from './scripted-engine.js';
import { scriptedPorts, scriptedSettings } from './scripted-session.js';

export interface World {
  readonly engine: ScriptedEngine;
  /** Of the fake clock; a script may let time pass. */
  now: number;
  /** Of the context, which is else empty. */
  select?: BuildContext['select'];
  writeResume?: () => Promise<{ path: string; notes: readonly string[] }>;
}

export const createWorld = (script?: (world: World) => Script): World => {
  const world: { engine?: ScriptedEngine; now: number } = { now: 0 };
  world.engine = createScriptedEngine(script?.(world as World));
  world.engine.addImage('a');
  world.engine.addImage('b');
  return world as World;
};

export type Kept = ReadonlyMap<number, { readonly image: string; readonly key: string }>;

/** Keys where all of these are kept. */
export const keysWith = (plan: Plan, kept: Kept): readonly (string | undefined)[] =>
  stepKeys(plan, new Map(), { kept: new Map([...kept].map(([step, { key }]) => [step, key])) });

export interface Opened {
  readonly session: RunningSession;
  readonly journal: SessionInput[];
  readonly plan: Plan;
}

export async function open(
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
  const sized = await findCheckpoints({ plan, keys, project: 'p', images, listed });
  const found = measureFound(plan, sized, new Map());
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

export async function build(
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
export async function tell(session: RunningSession, ...commands: SessionCommand[]): Promise<void> {
  for (const command of commands) {
    session.dispatch(command);
    do await new Promise((wake) => setImmediate(wake));
    while (['running', 'shell'].includes(session.getState().status));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((wake) => setImmediate(wake));
  }
}

export const taken = (journal: readonly SessionInput[]): number[] =>
  journal.flatMap((input) => (input.type === 'checkpoint/taken' ? [input.step] : []));

export const three = 'FROM a\nRUN one\nRUN two\nRUN three\n';

export const execute = (script: string, keeps: boolean): SessionCommand => ({
  type: 'execute',
  command: { form: 'shell', script },
  keeps,
});

export const problems = (journal: readonly SessionInput[]): string[] =>
  journal.flatMap((input) => (input.type === 'problem/reported' ? [input.message] : []));

export const aroundEnv = 'FROM a\nRUN one\nENV X=1\nRUN two\n';

export const full = new EngineError(
  'commit',
  'refused',
  'cannot commit the container: no space left on device',
);
