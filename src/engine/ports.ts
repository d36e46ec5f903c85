// The ports: what the engine layer asks of the world. Small, our own words, no library's types.
// Every function that waits takes an AbortSignal; aborting rejects with the signal's reason.
import type { RemoteSource } from '../plan/remote-source.js';
import type { SourceFlags } from '../plan/sources/source-selection.js';
import type { FileEntries, SourceMatch } from './file-entry.js';
import type { StoredImage } from './image-ports.js';

export type {
  HistoryEntry,
  ImageDraft,
  ImageStore,
  JoinOrder,
  LayerUse,
  PushOptions,
  StoredImage,
  SurveyedImage,
  TaggedImage,
} from './image-ports.js';

/** What the engine is, as far as decisions depend on it. */
export interface EngineDescription {
  readonly version: string;
  readonly apiVersion: string;
  /** `graph` takes config-only loads; `containerd` needs every layer in an archive (engine's image store). */
  readonly store: 'graph' | 'containerd';
  /** `os/architecture[/variant]` of the engine. */
  readonly platform: string;
  /** Where it keeps images, on its own machine. */
  readonly dataFolder: string;
  /** Podman's service: the same API, and no BuildKit inside. */
  readonly isPodman?: boolean;
}

export interface ContainerSpec extends ContainerSettings {
  readonly name: string;
  readonly image: string;
  readonly platform?: string;
  /** The image's variables, where they are known: the engine is then not asked. */
  readonly environment?: readonly string[];
  readonly mounts?: readonly ContainerMount[];
  /** All capabilities and devices. */
  readonly isPrivileged?: boolean;
  /** Sees the processes of the engine's machine, and may enter them and mount there. */
  readonly entersOthers?: boolean;
  /** The keep-alive shell, where the image's /bin/sh is not to be it. */
  readonly shell?: readonly string[];
}

/** What `docker build` sets for the containers of all RUNs. */
export interface ContainerSettings {
  /** `none`, `host`, a network's name, or `container:<id>` to share another's; the engine's default where absent. */
  readonly network?: string;
  /** `name:address` */
  readonly extraHosts?: readonly string[];
  /** Of /dev/shm, in bytes. */
  readonly shmSize?: number;
  readonly ulimits?: readonly { readonly name: string; readonly soft: number; readonly hard: number }[];
}

export type ContainerMount =
  /** Made where it is missing; filled with what the image has at `target` if it is empty and `isFilled`. */
  | { readonly type: 'volume'; readonly name: string; readonly target: string; readonly isFilled?: boolean }
  /** A file or folder of the engine's machine. */
  | { readonly type: 'host'; readonly source: string; readonly target: string };

export interface Volumes {
  /** Names of all volumes that begin with `prefix`. */
  list(prefix: string): Promise<readonly string[]>;
  /** One that is gone or in use is no error. */
  remove(name: string): Promise<void>;
}

/** What the user hands in for RUN --mount=type=secret and type=ssh; it enters no checkpoint, log or event. */
export interface Credentials {
  /** Undefined if none of that name was given. Rejects with a UsageError if it cannot be read. */
  readSecret(id: string): Promise<Uint8Array | undefined>;
  /** A way to the user's agent, for one kind of mount; undefined if none was given. */
  openAgent(id: string): Promise<OpenAgent | undefined>;
}

/** Its socket is nobody else's: owner and mode may be changed. */
export interface OpenAgent {
  /** On the engine's machine. */
  readonly path: string;
  close(): Promise<void>;
}

/** What `execute` runs: nothing of it comes from the container's own configuration. */
export interface Execution {
  readonly command: readonly string[];
  /** `NAME=value`: the whole environment, PATH included. */
  readonly environment: readonly string[];
  readonly workingDirectory: string;
  /** As in USER; empty for root. */
  readonly user: string;
  /** Fed to standard input, which is else empty; of a stream what the command does not read is left. */
  readonly input?: string | NodeJS.ReadableStream;
}

export type OutputSink = (stream: 'stdout' | 'stderr', chunk: Uint8Array) => void;

/** Where a command beside the steps reads and writes, byte for byte; its output is then told in no event. */
export interface CommandStreams {
  readonly output: OutputSink;
  readonly input?: NodeJS.ReadableStream;
}

/** What lies at a path of a container's file system, links on the way followed, one at its end not. */
export interface PathStatus {
  readonly type: 'file' | 'directory' | 'link' | 'other';
  /** The link's target, absolute within the container; only for links. */
  readonly target?: string;
  readonly mode: number;
  readonly size: number;
}

export interface Containers {
  /** Created, not started: its file system can be read and written. Gives its ID. */
  create(spec: ContainerSpec, signal?: AbortSignal): Promise<string>;
  /** Starts its keep-alive process; does nothing if it runs. Rejects with failure `not-found` if the image has no shell to keep it alive. */
  start(container: string, signal?: AbortSignal): Promise<void>;
  /**
   * Runs one command to its end; output arrives in order, and the next chunk waits until `sink` returns.
   * Gives the exit code (1 for a program that is missing, as BuildKit says, with the reason written to the sink).
   * On abort the command is killed with everything it started.
   */
  execute(container: string, execution: Execution, sink: OutputSink, signal?: AbortSignal): Promise<number>;
  /** Kills every process but the keep-alive one. Cheap: about a millisecond. */
  endLeftovers(container: string): Promise<void>;
  /**
   * Runs a script in the keep-alive shell, a millisecond's matter where it starts no program. Gives the value of the
   * variable `answer`, one line. Scripts that are asked at the same time run one after the other.
   */
  ask(container: string, script: string): Promise<string>;
  /** Whether one that was started runs no more, or is gone. Asks the engine only where the keep-alive shell is not connected. */
  hasEnded(container: string): Promise<boolean>;
  /** The number of its keep-alive process on the engine's machine; 0 if it does not run. */
  processOf(container: string): Promise<number>;
  /** ID of the image it was created from. */
  imageOf(container: string): Promise<string>;
  /** What the files hold that are not its image's, as a commit would take them. The engine looks at each of them. */
  writtenBytes(container: string, signal?: AbortSignal): Promise<number>;
  /** Undefined where nothing lies. */
  status(container: string, path: string, signal?: AbortSignal): Promise<PathStatus | undefined>;
  /** `path` and everything below it: itself first (path ''). Rejects with failure `not-found` where nothing lies. */
  read(container: string, path: string, signal?: AbortSignal): Promise<FileEntries>;
  /** Writes the entries below the existing directory `path`; missing parents are made 0755 0:0. */
  write(container: string, path: string, entries: FileEntries, signal?: AbortSignal): Promise<void>;
  /** Writes them over what is there, as a layer lies over others: a folder replaces a file or a link, and the other way round. */
  overlay(container: string, entries: FileEntries, signal?: AbortSignal): Promise<void>;
  /** Unpacks an archive (tar, plain or gzip, bzip2, xz) into the existing directory `path`, owners and modes as in it. */
  unpack(
    container: string,
    path: string,
    archive: AsyncIterable<Uint8Array>,
    signal?: AbortSignal,
  ): Promise<void>;
  /** An image of the container's file system under this name, all changes since its creation in one layer. */
  commit(container: string, tag: string, signal?: AbortSignal): Promise<StoredImage>;
  /** Runs a command on a terminal of its own, joined to the user's until it ends; gives its exit code. */
  executeOnTerminal(
    container: string,
    execution: Execution,
    terminal: TerminalLoan,
    signal?: AbortSignal,
  ): Promise<number>;
  rename(container: string, name: string): Promise<void>;
  /** Ends and removes it; one that is gone is no error. */
  remove(container: string): Promise<void>;
  /** Names and IDs of all containers whose name begins with `prefix`, running or not. */
  list(prefix: string): Promise<readonly { id: string; name: string }[]>;
}

/** The build context: local files, after ignore rules. */
export interface BuildContext {
  /**
   * What `sources` match, in their order. Wildcards without a match give nothing; any other source without one
   * rejects with a MissingSourceError. Paths never leave the root, through `..` or links.
   */
  select(
    sources: readonly string[],
    signal?: AbortSignal,
    flags?: SourceFlags,
  ): Promise<readonly SourceMatch[]>;
  /**
   * SHA-256 (hex) over everything of the matches that can change a COPY's result: paths, types, modes, link
   * targets and contents; not times, as in BuildKit. Rejects like `select`.
   */
  digest(
    sources: readonly string[],
    signal?: AbortSignal,
    flags?: SourceFlags,
    onEntry?: OnEntry,
  ): Promise<string>;
}

/** A path of the context, and all of what lies there that counts, as one line of text. */
export type OnEntry = (path: string, line: string) => void;

/** URLs and repositories that ADD takes files from. Both reject with failure `refused` for what cannot be had. */
export interface Remotes {
  /** Another one whenever the source holds something else; asks the network unless a checksum says it all. */
  digest(source: RemoteSource, signal?: AbortSignal): Promise<string>;
  /** What `digest` saw, else what the source holds now. */
  open(source: RemoteSource, flags: SourceFlags, signal?: AbortSignal): Promise<RemoteFiles>;
}

export interface RemoteFiles {
  readonly type: 'file' | 'directory';
  /** Itself first (path ''), then everything below it; can be read several times, until `close`. */
  entries(): FileEntries;
  close(): Promise<void>;
}

/** The user's real terminal, for the time of an interactive shell. */
export interface TerminalLoan {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  size(): { readonly columns: number; readonly rows: number };
  /** Gives the function that stops listening. */
  onResize(listener: () => void): () => void;
}

/** Whoever owns the screen clears it, hands the terminal over in raw mode, and takes it back whatever happens. */
export interface TerminalLender {
  lend<Result>(use: (terminal: TerminalLoan) => Promise<Result>): Promise<Result>;
}
