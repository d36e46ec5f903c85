// The container a step is executed in: the live one, or one of its own where a RUN has mounts, a network or privileges
// of its own, which are fixed when a container is created.
import type { Action, RunAction } from '../../plan/action.js';
import type { Step } from '../../plan/plan.js';
import { createFrom, dropLive, openLive } from '../live-container.js';
import { startLive } from '../start-live.js';
import { settleState } from '../settle-state.js';
import type { LiveContainer, Workbench } from '../workbench.js';
import { attachScript, detachScript } from './mount-script.js';
import { enterContainer } from './enter-container.js';
import { fillCaches } from './fill-caches.js';
import type { Fill } from './fill-volume.js';
import { holdCaches, type Say } from './hold-caches.js';
import { prepareMounts } from './prepare-mounts.js';
import { releaseCaches } from './release-caches.js';

export function needsOwnContainer(action: Action): action is RunAction {
  if (action.type !== 'run') return false;
  return action.mounts.length > 0 || action.network !== 'default' || action.security !== 'sandbox';
}

/** Whether what `live` holds may be committed before the step, so that another container goes on from it. */
export const opensAnother = (live: LiveContainer, step: Step): boolean =>
  needsOwnContainer(step.action) ||
  live.own !== undefined ||
  step.action.type === 'copy' ||
  isSpent(live, step);

export interface Means {
  readonly fill: Fill;
  readonly say: Say;
}

/** `live` holds the state before the step, or what a failed try of the step left; it is replaced where it does not fit. */
export async function openRoom(
  workbench: Workbench,
  live: LiveContainer,
  step: Step,
  means: Means,
  signal: AbortSignal,
): Promise<LiveContainer> {
  if (live.own?.step === step.id && live.own.isReady) return live;
  if (needsOwnContainer(step.action))
    return openOwn(workbench, live, { ...means, step, action: step.action }, signal);
  if (live.own === undefined && !isSpent(live, step)) return live;
  const { base } = await settleState(workbench, live, signal);
  const fresh = await openLive(workbench, { stage: live.stage, base, isHandmade: live.isHandmade }, signal);
  fresh.hasChanges = live.hasChanges;
  // What a failed step left stays that, whatever container holds it.
  fresh.isDirty = live.isDirty;
  return fresh;
}

/**
 * A container that was started gets mount points of /etc/hosts and its like into its files as soon as the engine is asked
 * for one of them. For hard links see mayLinkFiles.
 */
const isSpent = (live: LiveContainer, { action }: Step): boolean =>
  live.isStarted && (action.type === 'copy' || action.type === 'workdir' || live.mayHoldLinks === true);

interface OwnOrder extends Means {
  readonly step: Step;
  readonly action: RunAction;
}

async function openOwn(
  workbench: Workbench,
  live: LiveContainer,
  { step, action, fill, say }: OwnOrder,
  signal: AbortSignal,
): Promise<LiveContainer> {
  const { base } = await settleState(workbench, live, signal);
  const { mounts, attachments, variables } = await prepareMounts(workbench, action.mounts, fill, signal);
  const special = {
    mounts,
    ...(action.network === 'default' ? {} : { network: action.network }),
    ...(action.security === 'insecure' ? { isPrivileged: true } : {}),
  };
  const id = await createFrom(workbench, base.image, signal, special);
  dropLive(workbench);
  const own: LiveContainer = {
    id,
    stage: live.stage,
    base,
    applied: base.step,
    isDirty: live.isDirty,
    isHandmade: live.isHandmade,
    hasChanges: false,
    isStarted: false,
    own: { step: step.id, special, attachments, variables, isReady: false, holdsCaches: false },
  };
  workbench.live = own;
  await startLive(workbench, own, signal);
  await enterRoom(workbench, own, { fill, say }, signal);
  return own;
}

async function enterRoom(
  workbench: Workbench,
  live: LiveContainer,
  { fill, say }: Means,
  signal: AbortSignal,
): Promise<void> {
  const { attachments, empty } = await holdCaches(workbench, live, say, signal);
  await fillCaches(workbench, live, { empty, fill }, signal);
  if (attachments.length > 0) await enterContainer(workbench, live.id, attachScript(attachments), signal);
  if (live.own !== undefined) live.own.isReady = true;
}

/** After the step has succeeded: what was mounted leaves no trace. A failed one keeps all, for a look and a retry. */
export async function leaveRoom(
  workbench: Workbench,
  live: LiveContainer,
  signal: AbortSignal,
): Promise<void> {
  const attachments = live.own?.attachments ?? [];
  if (attachments.length > 0) await enterContainer(workbench, live.id, detachScript(attachments), signal);
  await releaseCaches(workbench, live);
}
