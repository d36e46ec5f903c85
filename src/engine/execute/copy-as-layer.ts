// A large COPY as a layer of its own: the engine unpacks it once, where writing into a container and committing that
// costs twice as much.
import type { Step } from '../../plan/plan.js';
import { filesOf, type ContainerFiles } from '../copy/container-files.js';
import { findOwner } from '../copy/find-owner.js';
import type { Place } from '../copy/find-place.js';
import type { Changes, ReadableSource } from '../copy/lay-out.js';
import { layerEntries } from '../copy/layer-entries.js';
import { placeSources } from '../copy/place-sources.js';
import { selectCopied } from '../copy/select-copied.js';
import { executedSteps } from '../executed-steps.js';
import { historyOf, withoutMark } from '../history.js';
import { openLive } from '../live-container.js';
import type { StoredImage } from '../ports.js';
import { settleState } from '../settle-state.js';
import { temporaryTag, type BaseState, type LiveContainer, type Workbench } from '../workbench.js';
import type { CopyTarget } from './copy.js';

/** Below both, making a layer costs more than it saves. */
const largeBytes = 4_000_000;
const manyFiles = 500;

/**
 * False if it has to be written into the container: where something is there already that it could meet, and where it is
 * small. Else the live container is another one afterwards, made from the new image.
 */
export async function copyAsLayer(
  workbench: Workbench,
  live: LiveContainer,
  step: Step,
  target: CopyTarget,
): Promise<boolean> {
  const { action } = step;
  const isPlain = !live.isStarted && live.own === undefined && live.base.image.id !== '';
  if (action.type !== 'copy' || !isPlain || target.asBefore23 === true) return false;
  if (workbench.settings.engine.store !== 'graph') return false;
  if (action.from.type !== 'context' || action.unpack || (action.remotes ?? []).length > 0) return false;
  const files = filesOf(target.containers, target.container, target.signal);
  const now = Date.now();
  const { sources, close } = await selectCopied(action, target, now);
  try {
    if (sources.length === 0 || !(await isLarge(sources))) return false;
    const destination = await files.find(action.destination);
    if (!(await isFree(destination, files))) return false;
    const { placements } = placeSources(sources, destination, action.destination.endsWith('/'));
    const owner = action.owner === undefined ? undefined : await findOwner(action.owner, files.readText);
    const changes: Changes = { owner, mode: action.mode, modeChanges: action.modeChanges, now };
    const entries = () => layerEntries(placements, destination, changes, files.findFolder);
    // What a WORKDIR or a small COPY before it has written.
    const { base } = live.hasChanges ? await settleState(workbench, live, target.signal) : live;
    const image = await createImage(workbench, base, step, entries, target.signal);
    const fresh = await openLive(workbench, { ...live, base: { step: step.id, image } }, target.signal);
    fresh.unsavedBytes = Math.max(0, image.size - base.image.size);
    return true;
  } finally {
    await close();
  }
}

async function isLarge(sources: readonly ReadableSource[]): Promise<boolean> {
  let [count, bytes] = [0, 0];
  for (const source of sources) {
    for await (const { size } of source.entries()) {
      count += 1;
      bytes += size;
      if (count > manyFiles || bytes > largeBytes) return true;
    }
  }
  return false;
}

/** Missing, or an empty folder other than the root. */
async function isFree({ type, path }: Place, files: ContainerFiles): Promise<boolean> {
  if (type === 'missing') return true;
  if (type !== 'directory' || path === '/') return false;
  for await (const entry of files.read(path)) if (entry.path !== '') return false;
  return true;
}

async function createImage(
  workbench: Workbench,
  base: BaseState,
  step: Step,
  entries: Parameters<Workbench['ports']['images']['createWithLayer']>[1],
  signal: AbortSignal,
): Promise<StoredImage> {
  const { images, clock } = workbench.ports;
  const created = clock.now();
  const ran = executedSteps(workbench.state(), base.step, step.id);
  const history = [...withoutMark(base.image.history), ...historyOf(ran, true, created)];
  const { layers, platform } = base.image;
  const id = await images.createWithLayer(
    { config: {}, history, layers, platform, created, tags: [temporaryTag(workbench)] },
    entries,
    signal,
  );
  const image = await images.find(id, signal);
  if (image === undefined) throw new Error(`the image ${id} has just been made, and is not there`);
  return { ...image, history };
}
