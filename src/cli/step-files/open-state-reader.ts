// The files of states, each through a container of its image that is never started. What was read is kept for a while:
// the state after a step is the one before the next.
import type { FileFacts } from '../../checkpoints/diff/file-facts.js';
import { readState, type FileSystemState } from '../../checkpoints/diff/read-state.js';
import type { ConnectedEngine } from '../../docker/connect.js';
import { filesOf } from '../../engine/copy/container-files.js';
import { leaveOutStubs } from '../../engine/copy/leave-out-stubs.js';
import type { FileEntry } from '../../engine/file-entry.js';
import type { StoredImage } from '../../engine/ports.js';
import { readFileSystem } from '../commands/checkpoints/read-file-system.js';
import {
  openTemporaries,
  type OpenTemporaries,
  type Temporaries,
} from '../commands/checkpoints/temporaries.js';
import { sessionPrefix } from '../session-identity.js';
import { createShortMemory } from './short-memory.js';

export type StateFiles = ReadonlyMap<string, FileFacts>;

export interface StateReader {
  readFacts(image: StoredImage, signal: AbortSignal): Promise<StateFiles>;
  /** With its packages, for which some images have to be started. */
  readSystem(image: StoredImage, signal: AbortSignal): Promise<FileSystemState>;
  /** What `use` makes of the file, which it reads at once; undefined where no file lies at the path. */
  readFile<Result>(
    place: { readonly image: StoredImage; readonly path: string },
    use: (file: FileEntry) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result | undefined>;
  /** Nothing may be read after it. */
  close(): Promise<void>;
}

/** Each is a list of all files of an image. */
const keptStates = 3;

const openContainers = 4;

export function openStateReader(engine: Pick<ConnectedEngine, 'containers' | 'images'>): StateReader {
  const temporaries = openTemporaries(engine, `${sessionPrefix()}look-`);
  const states = createShortMemory<StateFiles>(keptStates);
  const held = new Map<string, StoredImage>();
  const opened = createShortMemory<Promise<string>>(openContainers, (id) => {
    id.then((made) => temporaries.removeContainer(made)).catch(() => undefined);
  });
  const open = (image: StoredImage): Promise<string> => {
    held.set(image.id, image);
    const known = opened.get(image.id);
    if (known !== undefined) return known;
    const making = temporaries.createContainer(image);
    making.catch(() => {
      opened.remove(image.id);
    });
    return opened.put(image.id, making);
  };
  return {
    readFacts: async (image, signal) => {
      // Scratch is no image at all.
      if (image.id === '') return new Map();
      const known = states.get(image.id);
      if (known !== undefined) return known;
      const files = filesOf(engine.containers, await open(image), signal);
      return states.put(image.id, (await readState(leaveOutStubs(files).read('/'))).files);
    },
    readSystem: async (image, signal) =>
      image.id === ''
        ? { files: new Map(), packages: [], notes: [] }
        : withOwnContainers(temporaries, (own) => readFileSystem(engine, image, own, signal)),
    readFile: async ({ image, path }, use, signal) => {
      if (image.id === '') return undefined;
      const files = filesOf(engine.containers, await open(image), signal);
      if ((await files.look(path))?.type !== 'file') return undefined;
      // The loop closes what it reads from when it is left: the content must have been read by then.
      for await (const entry of files.read(path)) return await use(entry);
      return undefined;
    },
    close: async () => {
      await temporaries.close();
      for (const image of held.values()) await removeOwn(engine, image);
    },
  };
}

/** A container that was started is not to be read by anybody else: it goes at once. */
async function withOwnContainers<Result>(
  temporaries: OpenTemporaries,
  use: (own: Temporaries) => Promise<Result>,
): Promise<Result> {
  const made: string[] = [];
  const createContainer = async (image: StoredImage): Promise<string> => {
    const id = await temporaries.createContainer(image);
    made.push(id);
    return id;
  };
  try {
    return await use({ ...temporaries, createContainer });
  } finally {
    for (const id of made) await temporaries.removeContainer(id);
  }
}

/** The session could not remove it, or only took its name, while a container of it was there. */
async function removeOwn(
  { images }: Pick<ConnectedEngine, 'images'>,
  { id, tags }: StoredImage,
): Promise<void> {
  const prefix = sessionPrefix();
  const isOurs = (tag: string): boolean => tag.startsWith(prefix) || tag.startsWith('refrom/');
  if (tags.length === 0 || !tags.every(isOurs)) return;
  const left = await images.find(id);
  if (left?.tags.every((tag) => tag.startsWith(prefix)) !== true) return;
  for (const name of left.tags.length === 0 ? [id] : left.tags) await images.remove(name);
}
