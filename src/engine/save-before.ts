// What a command at the prompt can be undone to: an image of the state before it, where that cannot be made again.
import { EngineError } from '../messages/errors.js';
import { mostUndoPoints } from '../session/undo.js';
import { settleState } from './settle-state.js';
import { findCheckpointImage } from './stage-images.js';
import { releaseImage } from './temporary-images.js';
import { temporaryTag, type LiveContainer, type Workbench } from './workbench.js';

interface Place {
  readonly step: number;
  readonly failed: boolean;
}

/** Without an image where none is needed, or none can be had (a full disk): the command runs all the same. */
export async function saveBefore(
  workbench: Workbench,
  live: LiveContainer,
  { step, failed }: Place,
  signal: AbortSignal,
): Promise<{ readonly before?: string }> {
  try {
    if (failed) return { before: await saveWreck(workbench, live, signal) };
    const handmade = workbench.state().handmade[step - 1];
    return handmade === undefined ? {} : { before: await holdImage(workbench, handmade.image, signal) };
  } catch (error) {
    if (error instanceof EngineError && error.failure !== 'lost') return {};
    throw error;
  }
}

/** One commit: what the step has written so far is copied once; the container goes on as it is. */
async function saveWreck(workbench: Workbench, live: LiveContainer, signal: AbortSignal): Promise<string> {
  const { base } = await settleState(workbench, live, signal);
  const { snapshots } = workbench;
  snapshots.set(base.image.id, base);
  for (const [id, oldest] of [...snapshots].slice(0, -mostUndoPoints)) {
    snapshots.delete(id);
    releaseImage(workbench, oldest.image);
  }
  return base.image.id;
}

/** The next state made by hand takes its name. */
async function holdImage(workbench: Workbench, tag: string, signal: AbortSignal): Promise<string> {
  const { id } = await findCheckpointImage(workbench, tag, signal);
  await workbench.ports.images.tag(id, temporaryTag(workbench));
  return id;
}
