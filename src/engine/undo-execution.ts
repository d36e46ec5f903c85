// Back to the state before the last command of the prompt.
import { EngineError } from '../messages/errors.js';
import type { SessionEffect } from '../session/effects.js';
import { isAttended } from './describe-failure.js';
import { dropLive, openLive } from './live-container.js';
import { stageOf } from './stage-images.js';
import { nameAnew } from './temporary-images.js';
import type { Workbench } from './workbench.js';

type UndoOrder = Omit<Extract<SessionEffect, { type: 'undoExecution' }>, 'type'>;

export async function undoExecution(
  workbench: Workbench,
  order: UndoOrder,
  signal: AbortSignal,
): Promise<void> {
  const { emit, ports } = workbench;
  const { step } = order;
  try {
    if (order.failed) await standInSnapshot(workbench, order, signal);
    else await forgetState(workbench, order, signal);
    emit({ type: 'execution/undone', step, time: ports.clock.now() });
  } catch (error) {
    if (!(error instanceof EngineError) || (error.failure === 'lost' && !isAttended(workbench))) throw error;
    const message = `cannot undo it: ${error.message}`;
    emit({ type: 'execution/refused', step, message, time: ports.clock.now() });
  }
}

/** What the container holds is over; where it was made by hand before as well, that has its name again. */
async function forgetState(
  workbench: Workbench,
  { step, image }: UndoOrder,
  signal: AbortSignal,
): Promise<void> {
  const name = workbench.state().handmade[step - 1]?.image;
  if (image !== undefined && name !== undefined) {
    await nameAnew(workbench, name, signal);
    await workbench.ports.images.tag(image, name);
    workbench.taken.delete(name);
  }
  dropLive(workbench);
}

/** The wreck as it was; mounts and network of its own it gets when it is used again. */
async function standInSnapshot(
  workbench: Workbench,
  { step, image = '' }: UndoOrder,
  signal: AbortSignal,
): Promise<void> {
  const base = workbench.snapshots.get(image);
  if (base === undefined)
    throw new EngineError('undo', 'not-found', 'the state before it is not there any more');
  const isHandmade = workbench.live?.isHandmade === true;
  const { index: stage } = stageOf(workbench, step);
  const opened = await openLive(workbench, { stage, base, isHandmade }, signal);
  opened.isDirty = true;
}
