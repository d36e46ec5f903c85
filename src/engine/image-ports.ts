// The port to the engine's images.
import type { ImageConfig, ResolvedImage } from '../plan/image-config.js';
import type { FileEntries } from './file-entry.js';

/** One entry of an image's history, as in its configuration file. */
export interface HistoryEntry {
  readonly created: string;
  readonly created_by: string;
  readonly comment?: string;
  readonly empty_layer?: boolean;
  readonly author?: string;
}

/** An image with all that is needed to make another one on top of its layers. */
export interface StoredImage extends ResolvedImage {
  readonly tags: readonly string[];
  /** Digests of the uncompressed layers, lowest first. */
  readonly layers: readonly string[];
  readonly history: readonly HistoryEntry[];
  /** Of all layers, in bytes. */
  readonly size: number;
  readonly created: string;
}

/** A new image: these layers (which the engine already has), this configuration, this history. */
export interface ImageDraft {
  readonly config: ImageConfig;
  readonly history: readonly HistoryEntry[];
  readonly layers: readonly string[];
  readonly platform: string;
  readonly created: string;
  readonly author?: string;
  readonly tags: readonly string[];
  /** One more layer on top, with nothing in it. */
  readonly addsEmptyLayer?: boolean;
  /** An image with exactly these layers, for stores that cannot take a configuration alone. */
  readonly layersOf?: string;
}

/** The layers of an image above the lowest `keptLayers` are to be one. */
export interface JoinOrder {
  readonly image: StoredImage;
  readonly keptLayers: number;
  /** Of the new image. */
  readonly tags: readonly string[];
  /** In the place of the comment of the history's last entry. */
  readonly lastComment?: string;
}

export interface TaggedImage {
  readonly tag: string;
  readonly id: string;
  readonly bytes: number;
}

/** What an image keeps on the engine's disk. */
export interface SurveyedImage {
  readonly id: string;
  readonly tags: readonly string[];
  readonly created: string;
  /** Lowest first; bytes unpacked, as the engine counts them. */
  readonly layers: readonly { readonly digest: string; readonly bytes: number }[];
  readonly history: readonly HistoryEntry[];
}

/** Some layers of an image, one on the other. */
export interface LayerUse {
  /** Of all files in them, each as often as a layer holds it. */
  readonly bytes: number;
  /** Of those that layers above them overwrite or delete. */
  readonly wastedBytes: number;
}

export interface PushOptions {
  readonly signal?: AbortSignal;
  /** Told of the bytes sent so far, and of those there are to send as far as is known. */
  readonly onProgress?: (sent: number, total: number) => void;
}

export interface ImageStore {
  /** Undefined if the engine does not have it. Never pulls. */
  find(reference: string, signal?: AbortSignal): Promise<StoredImage | undefined>;
  /** Pulls from the reference's registry; rejects with an EngineError saying why it could not. */
  pull(reference: string, platform: string | undefined, signal?: AbortSignal): Promise<StoredImage>;
  /** Every tag that begins with `prefix`, with the image's ID and the bytes of all its layers. One request. */
  listTags(prefix: string, signal?: AbortSignal): Promise<readonly TaggedImage[]>;
  /** All images of the engine, those without a tag too. Several requests an image: for people, not for builds. */
  survey(signal?: AbortSignal): Promise<readonly SurveyedImage[]>;
  /** Makes an image out of layers the engine has; gives its ID. Same draft, same ID. */
  create(draft: ImageDraft, signal?: AbortSignal): Promise<string>;
  /**
   * The same with one more layer on top, made of these entries. They may be asked for twice, and must be the same then;
   * their contents are read in order, but when all entries are known. Only on graph-driver stores. Rejects with what the
   * entries fail of.
   */
  createWithLayer(draft: ImageDraft, entries: () => FileEntries, signal?: AbortSignal): Promise<string>;
  /**
   * An image with the same files and the same configuration, and a history that lacks nothing; gives its ID. Reads all of
   * the image from the engine, two or three times. Rejects with failure `refused` where a layer cannot be read.
   */
  joinLayers(order: JoinOrder, signal?: AbortSignal): Promise<string>;
  /**
   * An image of one layer, which is the archive, compressed in any way that the engine knows. Rejects with failure
   * `refused` for what is no archive.
   */
  import(archive: AsyncIterable<Uint8Array>, tag: string, signal?: AbortSignal): Promise<void>;
  /**
   * What the layers from each of the numbers on hold, up to the next number's, and what of it is seen no more in the
   * image; 0 is the lowest layer and the first number. Reads all of the image from the engine. Rejects as `joinLayers`.
   */
  measureLayers(
    reference: string,
    firstLayers: readonly number[],
    signal?: AbortSignal,
  ): Promise<readonly LayerUse[]>;
  tag(id: string, tag: string): Promise<void>;
  /** To the reference's registry; rejects with an EngineError saying why it could not. */
  push(reference: string, options?: PushOptions): Promise<void>;
  /** The files of the engine's archive of it (docker save), in their order, each to be read at once. */
  save(reference: string, signal?: AbortSignal): Promise<FileEntries>;
  /** Removes the tag, or the untagged image; an image that is gone or in use is no error. */
  remove(reference: string): Promise<void>;
}
