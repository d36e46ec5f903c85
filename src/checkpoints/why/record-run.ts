import { createHmac } from 'node:crypto';
import type { CopyOrigin } from '../../plan/action.js';
import { originsOf } from '../../plan/action.js';
import type { Plan, Step } from '../../plan/plan.js';
import { looksSecret } from '../../plan/secret-names.js';
import { variablesSet } from '../../plan/variables-set.js';
import type { SessionState } from '../../session/state.js';
import type { KeyedStep } from '../step-key.js';
import { hiddenPrefix } from './compare-inputs.js';
import { recordVersion, stateKey, type OriginRecord, type RunRecord, type StepRecord } from './run-record.js';

export interface RecordedRun {
  readonly plan: Plan;
  readonly keyed: readonly (KeyedStep | undefined)[];
  /** Keys of the states that older checkpoints hold which are kept for a step. */
  readonly kept: ReadonlyMap<number, string>;
  /** What each step reads from contexts and from the network, by the step's number. */
  readonly origins: ReadonlyMap<number, readonly OriginRecord[]>;
  readonly time: string;
  readonly dockerfile: string;
  readonly target: string;
  readonly salt: string;
}

/** As it begins: nothing of it is done. */
export function recordRun(run: RecordedRun): RunRecord {
  const { plan, time, dockerfile, target, salt } = run;
  const hide = hiderOf(plan, salt);
  return {
    version: recordVersion,
    time,
    dockerfile,
    target,
    salt,
    stages: plan.stages.map(({ index, name }) => ({ index, name })),
    steps: plan.steps.map((step) => hide(recordStep(run, step)) as StepRecord),
  };
}

/** As it ended. What an earlier run did under the same key stays done. */
export function recordOutcome(run: RunRecord, state: SessionState, before?: RunRecord): RunRecord {
  const earlier = new Map(before?.steps.map((step) => [step.key, step]));
  const steps = run.steps.map((step, id): StepRecord => {
    const checkpoint = state.checkpoints[id]?.image;
    const milliseconds = state.took[id];
    const held = {
      ...(checkpoint === undefined ? {} : { checkpoint }),
      ...(milliseconds === undefined ? {} : { milliseconds }),
    };
    const { status } = state.steps[id] ?? {};
    if (status === 'done' || status === 'reused') return { ...step, status: 'done', ...held };
    if (status === 'failed') return { ...step, status: 'failed' };
    const known = step.key === undefined ? undefined : earlier.get(step.key);
    return known === undefined ? step : { ...step, status: known.status, ...held };
  });
  return { ...run, steps };
}

/** By the steps of `run`, in milliseconds. */
export function timesRemembered(before: RunRecord | undefined, run: RunRecord): Record<number, number> {
  const known = new Map(before?.steps.map((step) => [stateKey(step), step.milliseconds]));
  return Object.fromEntries(
    run.steps.flatMap((step, id) => {
      const key = stateKey(step);
      const milliseconds = key === undefined ? undefined : known.get(key);
      return milliseconds === undefined ? [] : [[id, milliseconds] as const];
    }),
  );
}

function recordStep({ plan, keyed, kept, origins }: RecordedRun, step: Step): StepRecord {
  const { key, inputs } = keyed[step.id] ?? {};
  const keptKey = kept.get(step.id);
  return {
    stage: step.stage,
    line: step.line,
    text: step.text,
    ...(key === undefined ? {} : { key }),
    ...(keptKey === undefined ? {} : { keptKey }),
    ...(inputs === undefined ? {} : { inputs }),
    origins: [...stagesAndImages(plan, keyed, step), ...(origins.get(step.id) ?? [])],
    status: 'unfinished',
  };
}

function stagesAndImages(
  plan: Plan,
  keyed: readonly (KeyedStep | undefined)[],
  { action }: Step,
): OriginRecord[] {
  const base =
    action.type === 'from' && (action.base.type === 'image' || action.base.type === 'stage')
      ? [action.base]
      : [];
  return [...base, ...originsOf(action)].flatMap((from: CopyOrigin): OriginRecord[] => {
    if (from.type === 'context') return [];
    if (from.type === 'image') return [{ type: 'image', reference: from.reference, id: from.id }];
    const stage = plan.stages.find(({ index }) => index === from.index);
    const key = stage && keyed[stage.endStep - 1]?.key;
    return [{ type: 'stage', name: stage?.name ?? String(from.index), key: key ?? '' }];
  });
}

/** Shorter ones stand in too many words by chance: they are hidden behind their names alone. */
const shortestSecret = 4;

/** Puts a digest in the place of each value of a variable whose name says that it is secret, wherever it stands. */
function hiderOf(plan: Plan, salt: string): (value: unknown) => unknown {
  const digestOf = (text: string): string =>
    `${hiddenPrefix}${createHmac('sha256', salt).update(text).digest('hex').slice(0, 16)}`;
  const secrets = new Set(
    variablesSet(plan.steps).flatMap(([name, { value }]) => (looksSecret(name) ? [value] : [])),
  );
  const long = [...secrets].filter(({ length }) => length >= shortestSecret);
  const hideText = (text: string): string => {
    const [, name, value] = /^([A-Za-z_][A-Za-z0-9_.-]*)=(.*)$/s.exec(text) ?? [];
    if (name !== undefined && value !== undefined && looksSecret(name)) return `${name}=${digestOf(value)}`;
    return long.reduce((hidden, secret) => hidden.replaceAll(secret, digestOf(secret)), text);
  };
  const hide = (value: unknown): unknown => {
    if (typeof value === 'string') return hideText(value);
    if (Array.isArray(value)) return value.map(hide);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, hide(each)]));
  };
  return hide;
}
