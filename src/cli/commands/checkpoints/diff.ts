// `refrom checkpoints diff`: what a stretch of a Dockerfile did, as the difference of the states at its ends.
import process from 'node:process';
import { compareStates, type ComparedState } from '../../../checkpoints/diff/compare-states.js';
import type { FileSystemState } from '../../../checkpoints/diff/read-state.js';
import { formatDifferenceJson } from '../../../report/difference-json.js';
import { formatDifference } from '../../../report/difference-text.js';
import { exitStatus } from '../../exit-status.js';
import { interruptible } from '../../interruptible.js';
import { findState, openStates, type FoundState } from './find-state.js';
import type { ListFlags } from './list.js';
import { withEngine } from './open-inventory.js';
import { readFileSystem } from './read-file-system.js';
import { withTemporaries } from './temporaries.js';

/** The exit status is 0 whether they differ or not. */
export function runDiff(words: readonly [string, string], flags: ListFlags): Promise<number> {
  return interruptible((signal) =>
    withEngine(flags, (engine) =>
      withTemporaries(engine, async (temporaries) => {
        const states = await openStates(engine);
        const before = await findState(engine, words[0], states, temporaries);
        const after = await findState(engine, words[1], states, temporaries);
        // The same layers give the same files.
        const isSame = before.image.layers.join() === after.image.layers.join();
        const read = ({ image }: FoundState): Promise<FileSystemState> =>
          readFileSystem(engine, image, temporaries, signal);
        const former = isSame ? nothing : await read(before);
        const latter = isSame ? nothing : await read(after);
        const difference = compareStates(toCompared(before, former), toCompared(after, latter));
        process.stdout.write(
          flags.format === 'json' ? formatDifferenceJson(difference) : formatDifference(difference),
        );
        return exitStatus.done;
      }),
    ),
  );
}

const nothing: FileSystemState = { files: new Map(), packages: [], notes: [] };

const toCompared = ({ name, image, isWreck }: FoundState, system: FileSystemState): ComparedState => ({
  name,
  image: isWreck ? undefined : image,
  system,
});
