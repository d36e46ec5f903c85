// One step from `step/started` to `step/succeeded` or `step/failed`.
import type { Step } from '../plan/plan.js';
import type { StepStarted } from '../session/events.js';
import { canReuse } from '../session/reuse.js';
import { describeFailure, type FailureDescription } from './describe-failure.js';
import { executeStep } from './execute/execute-step.js';
import { watchLayers } from './layer-limit.js';
import { createOutputReporter, type OutputReporter } from './output-reporter.js';
import { dropLive } from './live-container.js';
import { openWreck } from './open-wreck.js';
import { prepareState } from './prepare-state.js';
import { stageOf, stepOf } from './stage-images.js';
import type { LiveContainer, Workbench } from './workbench.js';

export interface StepOrder {
  readonly step: number;
  readonly from: 'clean' | 'live';
  readonly reuse: boolean;
}

export async function runStep(workbench: Workbench, order: StepOrder, signal: AbortSignal): Promise<void> {
  const { emit, ports } = workbench;
  const step = stepOf(workbench, order.step);
  const stage = stageOf(workbench, step.id);
  dropWreckOfOthers(workbench, step.id);
  if (step.action.type === 'from')
    emit({ type: 'stage/started', stage: stage.index, name: stage.name, time: ports.clock.now() });
  const { id, line, text } = step;
  const started = { step: id, stage: stage.name, line, text, ...becauseOf(workbench, id) };
  emit({ type: 'step/started', ...started, time: ports.clock.now() });
  if (order.reuse || step.action.type === 'from' || step.action.type === 'configure') {
    const kept = order.reuse && isKept(workbench, id) ? { kept: true } : {};
    const done = { step: id, milliseconds: 0, reused: order.reuse, ...kept };
    emit({ type: 'step/succeeded', ...done, time: ports.clock.now() });
    return;
  }
  await executeAndReport(workbench, step, order.from, signal);
}

/** The user went on elsewhere: should this step fail before it begins, that is nothing that it has left. */
function dropWreckOfOthers(workbench: Workbench, step: number): void {
  if (workbench.live?.isDirty === true && workbench.state().failure?.step !== step) dropLive(workbench);
}

/** What comes after it stands on what it made now, and no more on what was kept for it. */
function forgetKept(workbench: Workbench, step: number): void {
  const { keysBefore, keptTags } = workbench.settings;
  if (isKept(workbench, step)) workbench.keys = keysBefore?.(step) ?? workbench.keys;
  const tag = keptTags?.get(step);
  if (tag !== undefined) workbench.temporaryTags.add(tag);
}

const isKept = (workbench: Workbench, step: number): boolean =>
  workbench.state().checkpoints[step]?.kept === true;

/** What an earlier run did is not asked for a reason where it is reused, unless something has changed all the same. */
function becauseOf(workbench: Workbench, step: number): Pick<StepStarted, 'because'> {
  const reasons = workbench.state().reasons[step] ?? [];
  const isOwed = isKept(workbench, step) || !canReuse(workbench.state(), step);
  return isOwed && reasons.length > 0 ? { because: reasons } : {};
}

export interface RetryOrder {
  readonly step: number;
  readonly attempt: number;
  readonly times: number;
  readonly waitMilliseconds: number;
}

export async function retryStep(
  workbench: Workbench,
  { step: id, attempt, times, waitMilliseconds: milliseconds }: RetryOrder,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = workbench.ports;
  workbench.emit({ type: 'step/retrying', step: id, attempt, times, milliseconds, time: clock.now() });
  const step = stepOf(workbench, id);
  try {
    await clock.wait(milliseconds, signal);
  } catch {
    const failure = { exitCode: 130, message: 'interrupted' };
    workbench.emit({
      type: 'step/failed',
      step: id,
      line: step.line,
      ...failure,
      tail: [],
      time: clock.now(),
    });
    return;
  }
  const { line, text } = step;
  const stage = stageOf(workbench, id).name;
  workbench.emit({ type: 'step/started', step: id, stage, line, text, time: clock.now() });
  await executeAndReport(workbench, step, 'clean', signal);
}

async function executeAndReport(
  workbench: Workbench,
  step: Step,
  wanted: StepOrder['from'],
  signal: AbortSignal,
): Promise<void> {
  const { clock } = workbench.ports;
  const output = createOutputReporter(step.id, workbench);
  let begun = clock.elapsed();
  try {
    signal.throwIfAborted();
    const { live, from } = await openState(workbench, step.id, wanted, signal);
    await watchLayers(workbench, live, step, signal);
    begun = clock.elapsed();
    const exitCode = await executeStep(workbench, live, step, output.sink, signal);
    output.flush();
    const milliseconds = clock.elapsed() - begun;
    if (exitCode !== 0) {
      reportFailure(workbench, step, output, { exitCode, message: exitMessage(step, exitCode) });
      return;
    }
    workbench.replayMilliseconds += milliseconds;
    forgetKept(workbench, step.id);
    const rounded = Math.round(milliseconds);
    workbench.emit({
      type: 'step/succeeded',
      step: step.id,
      milliseconds: rounded,
      reused: false,
      from,
      time: clock.now(),
    });
  } catch (error) {
    output.flush();
    reportFailure(workbench, step, output, describeFailure(error, signal, workbench));
  }
}

/**
 * On top of what a failure left, or the state before the step. What a shell changed is a part of that, and the live
 * container may be past it.
 */
async function openState(
  workbench: Workbench,
  step: number,
  wanted: StepOrder['from'],
  signal: AbortSignal,
): Promise<{ readonly live: LiveContainer; readonly from: StepOrder['from'] }> {
  const isOnWreck = wanted === 'live' && workbench.state().failure?.step === step;
  if (!isOnWreck) return { live: await prepareState(workbench, step, signal), from: wanted };
  const live = await openWreck(workbench, step, signal);
  if (live === undefined) {
    const { emit, ports } = workbench;
    emit({ type: 'problem/reported', message: nothingLeft, time: ports.clock.now() });
    return { live: await prepareState(workbench, step, signal), from: 'clean' };
  }
  live.isHandmade = true;
  return { live, from: 'live' };
}

const nothingLeft = 'nothing is left of the failed step: it runs from the state before it';

const exitMessage = (step: Step, exitCode: number): string =>
  `${step.keyword} failed with exit code ${String(exitCode)}`;

function reportFailure(
  workbench: Workbench,
  step: Step,
  output: OutputReporter,
  failure: FailureDescription,
): void {
  const { id, line } = step;
  const { clock } = workbench.ports;
  workbench.emit({ type: 'step/failed', step: id, line, ...failure, tail: output.tail(), time: clock.now() });
}
