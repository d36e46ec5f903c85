// The plan is made anew in the middle of a session; what the engine layer holds goes along with its steps.
import type { SessionEffect } from '../session/effects.js';
import { sameSteps } from '../session/same-steps.js';
import { dropLive } from './live-container.js';
import { renumberWorkbench } from './renumber-workbench.js';
import type { Replanned } from './replanned.js';
import type { Workbench } from './workbench.js';

type ReplanOrder = Extract<SessionEffect, { type: 'replan' }>;

export async function replan(workbench: Workbench, order: ReplanOrder, signal: AbortSignal): Promise<void> {
  const { emit, ports, state } = workbench;
  const { text, keeps } = order;
  const made = await askForPlan(workbench, order, signal);
  const time = ports.clock.now();
  if ('refused' in made) {
    const { refused: message, ...why } = made;
    emit({ type: 'plan/refused', message, ...why, ...aboutKeeping(keeps), time });
    return;
  }
  const { plan, keys, checkpoints, reasons, took, retries } = made;
  const sameAs = sameSteps({ plan: state().plan, keys: workbench.keys }, { plan, keys });
  renumberWorkbench(workbench, made, sameAs);
  emit({
    type: 'plan/replaced',
    plan,
    text: made.text,
    source: text === undefined ? 'file' : 'given',
    sameAs,
    checkpoints,
    reasons,
    ...(took === undefined ? {} : { took }),
    ...(retries === undefined ? {} : { retries }),
    ...aboutKeeping(keeps),
    time,
  });
  // What a step left by failing is of no use once the step is another one.
  if (workbench.live?.isDirty === true && state().failure === undefined) dropLive(workbench);
}

const aboutKeeping = (line: number | undefined): { keeps?: number } =>
  line === undefined ? {} : { keeps: line };

async function askForPlan(
  { ports, temporaryTags }: Workbench,
  { text, keeps }: ReplanOrder,
  signal: AbortSignal,
): Promise<Replanned | { readonly refused: string; readonly interrupted?: true }> {
  if (ports.replan === undefined) return { refused: 'this session cannot make another plan' };
  try {
    const given = text === undefined ? {} : { text };
    return await ports.replan({ ...given, ...aboutKeeping(keeps), forgotten: temporaryTags }, signal);
  } catch (error) {
    if (signal.aborted)
      return { refused: 'interrupted: the Dockerfile was not read again', interrupted: true };
    throw error;
  }
}
