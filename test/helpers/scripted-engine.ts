// The second implementation of the ports: an engine in memory, scripted by what its RUNs do. A state is the list of
// scripts that made it, so that a test can say exactly what an image holds. Checks its callers at each call.
import type {
  Containers,
  ContainerSpec,
  Execution,
  ImageDraft,
  ImageStore,
  OutputSink,
  StoredImage,
} from '../../src/engine/ports.js';
import { EngineError } from '../../src/messages/errors.js';

/** What a RUN does: its exit code, and what it prints. Undefined succeeds in silence. */
export type Script = (
  script: string,
  signal: AbortSignal | undefined,
) => number | Promise<number> | undefined;

interface FakeContainer {
  readonly base: StoredImage;
  readonly name: string;
  /** Scripts executed since its creation. */
  written: string[];
  isStarted: boolean;
}

export interface ScriptedEngine {
  readonly images: ImageStore;
  readonly containers: Containers;
  /** Every script executed, in order. */
  readonly executed: string[];
  /** Ends all containers, as an engine that stops does; they are there still. */
  end(): void;
  /** Names of containers that are there. */
  names(): string[];
  /** Tags, and what the image of each holds. */
  tags(): Record<string, string>;
  /** Images without a tag that are there. */
  untagged(): number;
  /** With so many layers. */
  addImage(reference: string, layers?: number): StoredImage;
}

export function createScriptedEngine(script: Script = () => 0): ScriptedEngine {
  const stored = new Map<string, StoredImage>();
  const tagged = new Map<string, string>();
  const boxes = new Map<string, FakeContainer>();
  const executed: string[] = [];
  let count = 0;
  const newId = (): string => `sha256:${String((count += 1)).padStart(64, '0')}`;

  const store = (
    image: Omit<StoredImage, 'id' | 'reference' | 'tags'>,
    tags: readonly string[],
  ): StoredImage => {
    const filled = image.history.filter((entry) => entry.empty_layer !== true).length;
    if (filled > image.layers.length) throw new Error('more filled history entries than layers');
    const whole = { ...image, id: newId(), reference: tags[0] ?? '', tags };
    stored.set(whole.id, whole);
    for (const tag of tags) tagged.set(tag, whole.id);
    return whole;
  };
  const lookUp = (reference: string): StoredImage | undefined => {
    const image = stored.get(tagged.get(reference) ?? reference);
    const tags = [...tagged].flatMap(([tag, id]) => (id === image?.id ? [tag] : []));
    return image === undefined ? undefined : { ...image, reference, tags };
  };
  const container = (id: string): FakeContainer => {
    const found = boxes.get(id);
    if (found === undefined) throw new EngineError('use container', 'not-found', `no container ${id}`);
    return found;
  };

  const images: ImageStore = {
    find: (reference) => Promise.resolve(lookUp(reference)),
    pull: (reference) => Promise.reject(new EngineError('pull', 'refused', `no registry for ${reference}`)),
    push: (reference) => Promise.reject(new EngineError('push', 'refused', `no registry for ${reference}`)),
    save: () => Promise.reject(new Error('a scripted engine has no archives')),
    import: () => Promise.reject(new Error('a scripted engine has no archives')),
    listTags: (prefix) =>
      Promise.resolve(
        [...tagged].flatMap(([tag, id]) =>
          tag.startsWith(prefix) ? [{ tag, id, bytes: stored.get(id)?.size ?? 0 }] : [],
        ),
      ),
    survey: () =>
      Promise.resolve(
        [...stored.values()].map((image) => ({
          ...image,
          tags: [...tagged].flatMap(([tag, id]) => (id === image.id ? [tag] : [])),
          layers: image.layers.map((digest) => ({ digest, bytes: 1 })),
        })),
      ),
    create: (draft: ImageDraft) => {
      const known = new Set([...stored.values()].flatMap(({ layers }) => layers));
      for (const layer of draft.layers) if (!known.has(layer)) throw new Error(`unknown layer ${layer}`);
      const layers = [...draft.layers, ...(draft.addsEmptyLayer ? ['nothing'] : [])];
      known.add('nothing');
      return Promise.resolve(store({ ...draft, layers, size: layers.length }, draft.tags).id);
    },
    createWithLayer: () => Promise.reject(new Error('a scripted engine has no files')),
    joinLayers: () => Promise.reject(new Error('a scripted engine has no files')),
    measureLayers: () => Promise.reject(new Error('a scripted engine has no files')),
    tag: (id, tag) => {
      tagged.set(tag, id);
      return Promise.resolve();
    },
    remove: (reference) => {
      const isUsed = [...boxes.values()].some(({ base }) => base.id === reference);
      if (isUsed) return Promise.resolve();
      const id = tagged.get(reference) ?? reference;
      tagged.delete(reference);
      if (![...tagged.values()].includes(id)) stored.delete(id);
      return Promise.resolve();
    },
  };

  const containers: Containers = {
    create: ({ name, image }: ContainerSpec) => {
      const base = lookUp(image);
      if (base === undefined) throw new EngineError('create', 'not-found', `no image ${image}`);
      if (Object.keys(base.config.Volumes ?? {}).length > 0)
        throw new Error('a container of an image with volumes');
      boxes.set(name, { base, name, written: [], isStarted: false });
      return Promise.resolve(name);
    },
    start: (id) => {
      container(id).isStarted = true;
      return Promise.resolve();
    },
    execute: async (id: string, { command }: Execution, sink: OutputSink, signal?: AbortSignal) => {
      const box = container(id);
      if (!box.isStarted) throw new Error('executed in a container that was not started');
      const text = command.at(-1) ?? '';
      executed.push(text);
      // /dev is in no commit.
      if (!text.includes('/dev/.refrom')) box.written.push(text);
      sink('stdout', Buffer.from(`${text}\n`));
      return (await script(text, signal)) ?? 0;
    },
    executeOnTerminal: (id) => {
      container(id).written.push('by hand');
      return Promise.resolve(0);
    },
    endLeftovers: () => Promise.resolve(),
    ask: () => Promise.resolve(''),
    imageOf: (id) => Promise.resolve(container(id).base.id),
    // A script says at its end how many bytes it adds or takes away: `x +10`.
    writtenBytes: (id) =>
      Promise.resolve(
        container(id).written.reduce((sum, text) => sum + Number(/[+-]\d+$/.exec(text) ?? 0), 0),
      ),
    hasEnded: (id) => Promise.resolve(boxes.get(id)?.isStarted !== true),
    processOf: (id) => Promise.resolve(boxes.get(id)?.isStarted === true ? 1 : 0),
    status: () => Promise.resolve(undefined),
    read: () => Promise.reject(new Error('nothing is read here')),
    write: () => Promise.reject(new Error('nothing is written here')),
    overlay: () => Promise.reject(new Error('nothing is laid over anything here')),
    unpack: () => Promise.reject(new Error('nothing is unpacked here')),
    commit: (id, tag) => {
      const { base, written } = container(id);
      const layers = written.length === 0 ? base.layers : [...base.layers, written.join(' + ')];
      return Promise.resolve(store({ ...base, layers, history: [], size: layers.length * 10 }, [tag]));
    },
    rename: (id, name) => {
      boxes.set(id, { ...container(id), name });
      return Promise.resolve();
    },
    remove: (id) => {
      boxes.delete(id);
      return Promise.resolve();
    },
    list: (prefix) =>
      Promise.resolve(
        [...boxes].flatMap(([id, { name }]) => (name.startsWith(prefix) ? [{ id, name }] : [])),
      ),
  };

  return {
    images,
    containers,
    executed,
    end: () => {
      for (const box of boxes.values()) box.isStarted = false;
    },
    names: () => [...boxes.values()].map(({ name }) => name),
    tags: () =>
      Object.fromEntries([...tagged].map(([tag, id]) => [tag, stored.get(id)?.layers.join(' | ') ?? 'gone'])),
    untagged: () => [...stored.keys()].filter((id) => ![...tagged.values()].includes(id)).length,
    addImage: (reference, layers = 1) =>
      store(
        {
          config: { Env: ['PATH=/bin'] },
          platform: 'linux/amd64',
          layers: Array.from({ length: layers }, () => reference),
          history: [{ created: '', created_by: reference }],
          size: 10,
          created: '2026-01-01T00:00:00Z',
        },
        [reference],
      ),
  };
}
