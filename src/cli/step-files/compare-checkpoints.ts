// What `refrom checkpoints diff` tells of two checkpoints, for the debugger.
import { compareStates } from '../../checkpoints/diff/compare-states.js';
import type { FileSystemState } from '../../checkpoints/diff/read-state.js';
import type { StoredImage } from '../../engine/ports.js';
import { formatDifference } from '../../report/difference-text.js';
import type { FileQuestion, FileText } from '../../tui/step-files.js';
import type { FileSources } from './answer-questions.js';

export async function compareCheckpoints(
  { session, reader, images }: FileSources,
  { step, after, before }: FileQuestion<'checkpoints'>,
  signal: AbortSignal,
): Promise<FileText> {
  const find = async (tag: string): Promise<StoredImage> => {
    const found = await images.find(tag, signal);
    if (found === undefined) throw new Error(`${tag} has been removed`);
    return found;
  };
  const latter = await find(after);
  const former = before === undefined ? await session.findBase(step, signal) : await find(before);
  // The same layers give the same files.
  const isSame = former.layers.join() === latter.layers.join();
  const read = (image: StoredImage): Promise<FileSystemState> =>
    isSame ? Promise.resolve(nothing) : reader.readSystem(image, signal);
  const difference = compareStates(
    { name: before ?? former.reference, image: former, system: await read(former) },
    { name: after, image: latter, system: await read(latter) },
  );
  return { lines: formatDifference(difference, Infinity).trimEnd().split('\n'), notes: [] };
}

const nothing: FileSystemState = { files: new Map(), packages: [], notes: [] };
