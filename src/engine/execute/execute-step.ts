// The one table from action to executor.
import { BugError, unreachable } from '../../messages/errors.js';
import type { CopyOrigin } from '../../plan/action.js';
import type { Step } from '../../plan/plan.js';
import { createFrom } from '../live-container.js';
import { measureWrites } from '../measure-writes.js';
import type { OutputSink } from '../ports.js';
import { findBaseImage } from '../find-base-image.js';
import { recheckSources } from '../recheck-sources.js';
import { findStageEnd } from '../stage-images.js';
import { temporaryTag, type LiveContainer, type Workbench } from '../workbench.js';
import { leaveRoom, openRoom } from '../own-container/open-room.js';
import type { Fill } from '../own-container/fill-volume.js';
import { copiesAsBefore23 } from '../copy/copy-before-23.js';
import { decompressByEngine } from '../copy/decompress-by-engine.js';
import type { Decompress } from '../copy/detect-archive.js';
import { executeCopy, type CopyTarget, type OpenOrigin } from './copy.js';
import { copyAsLayer } from './copy-as-layer.js';
import { executeRun } from './run.js';
import { executeWorkdir } from './workdir.js';

/**
 * Executes a step on the state before it, which `live` holds; in a container of its own where it needs one, which is
 * the live one from then on. Gives the exit code; 0 for anything but a RUN. Rejects with what made it fail; the live
 * container is then dirty.
 */
export async function executeStep(
  workbench: Workbench,
  live: LiveContainer,
  step: Step,
  sink: OutputSink,
  signal: AbortSignal,
): Promise<number> {
  live.isDirty = true;
  const say = (sentence: string): void => {
    sink('stderr', Buffer.from(`${sentence}\n`));
  };
  const room = await openRoom(workbench, live, step, { fill: fillOf(workbench, signal), say }, signal);
  room.isDirty = true;
  const exitCode = await dispatch(workbench, room, step, sink, signal);
  if (exitCode === 0) {
    await leaveRoom(workbench, room, signal);
    await recheckSources(workbench, step, signal);
    // A COPY may have made another one.
    const last = workbench.live ?? room;
    last.isDirty = false;
    last.applied = step.id;
    await measureWrites(workbench, last, step, signal);
  }
  return exitCode;
}

/** Files for a mount are found and written like those of a COPY. */
export const fillOf =
  (workbench: Workbench, signal: AbortSignal): Fill =>
  (action, container) =>
    executeCopy(action, targetOf(workbench, container, signal));

function targetOf(workbench: Workbench, container: string, signal: AbortSignal): CopyTarget {
  const { containers, context, images, namedContexts, remotes } = workbench.ports;
  const openOrigin = async (origin: CopyOrigin): Promise<OpenOrigin> => ({
    container: await openOriginContainer(workbench, origin, signal),
    name: nameOrigin(workbench, origin),
  });
  const { engine } = workbench.settings;
  const asBefore23 = copiesAsBefore23(engine);
  const keepsLinksApart = engine.store === 'containerd';
  const decompress: Decompress = (archive) =>
    decompressByEngine(images, archive, temporaryTag(workbench), signal);
  const ports = { containers, context, namedContexts, remotes };
  return { ...ports, container, openOrigin, decompress, signal, asBefore23, keepsLinksApart };
}

async function dispatch(
  workbench: Workbench,
  live: LiveContainer,
  step: Step,
  sink: OutputSink,
  signal: AbortSignal,
): Promise<number> {
  const { action } = step;
  const target = targetOf(workbench, live.id, signal);
  switch (action.type) {
    case 'from':
    case 'configure':
      return 0;
    case 'run':
      live.hasChanges = true;
      return executeRun(workbench, live, action, sink, signal);
    case 'copy':
      if (await copyAsLayer(workbench, live, step, target)) return 0;
      live.hasChanges = true;
      await executeCopy(action, target);
      return 0;
    case 'workdir':
      live.hasChanges = true;
      await executeWorkdir(action, target);
      return 0;
    default:
      return unreachable(action);
  }
}

/** A container of the stage or image that COPY takes files from; one for each image and session, never started. */
async function openOriginContainer(
  workbench: Workbench,
  origin: CopyOrigin,
  signal: AbortSignal,
): Promise<string> {
  if (origin.type === 'context') throw new BugError('the build context is no image to copy from');
  const image =
    origin.type === 'stage'
      ? await findStageEnd(workbench, origin.index, signal)
      : await findBaseImage(workbench, { reference: origin.reference }, signal);
  // By the image: a stage's end may be another one after going back.
  const key = image.id === '' ? JSON.stringify(origin) : image.id;
  const open = workbench.origins.get(key);
  if (open !== undefined) return open;
  const id = await createFrom(workbench, image, signal);
  workbench.origins.set(key, id);
  return id;
}

function nameOrigin(workbench: Workbench, origin: CopyOrigin): string {
  if (origin.type === 'context') return 'the build context';
  if (origin.type === 'image') return `image ${origin.reference}`;
  const stage = workbench.state().plan.stages.find(({ index }) => index === origin.index);
  return `stage ${stage?.name ?? String(origin.index)}`;
}
