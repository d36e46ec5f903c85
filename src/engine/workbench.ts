// What the engine layer holds while a session runs: the live container, and what is to be cleaned up.
import type { RememberedImage } from '../checkpoints/travel-mark.js';
import { expectedCheckpointMilliseconds, type CheckpointPolicy } from '../checkpoints/policy.js';
import type { WriteMeasurement } from './measure-writes.js';
import type { HaveSourcesChanged } from './recheck-sources.js';
import type { Replan } from './replanned.js';
import type { Attachment } from './own-container/mount-script.js';
import type { FixPort } from './fix-port.js';
import type { SessionEvent } from '../session/events.js';
import type { ResumeCut } from '../session/resume-cut.js';
import type { SessionState } from '../session/state.js';
import type {
  BuildContext,
  CommandStreams,
  Containers,
  ContainerSettings,
  ContainerSpec,
  Credentials,
  OpenAgent,
  EngineDescription,
  ImageStore,
  Remotes,
  StoredImage,
  TerminalLender,
  Volumes,
} from './ports.js';

export interface Ports {
  readonly images: ImageStore;
  readonly containers: Containers;
  readonly volumes: Volumes;
  readonly context: BuildContext;
  /** Folders of `--build-context`, by name. */
  readonly namedContexts: ReadonlyMap<string, BuildContext>;
  readonly remotes?: Remotes;
  readonly credentials: Credentials;
  readonly clock: Clock;
  /** For those who want the bytes of commands beside the steps; else their output is in events. */
  readonly commandStreams?: CommandStreams;
  /** Absent without a terminal. */
  readonly terminal?: TerminalLender;
  /** Absent where the Dockerfile is no file. */
  readonly fixes?: FixPort;
  /** Writes the resumed Dockerfile; gives its path, and what its user has to know. */
  readonly writeResume?: (
    cut: ResumeCut,
  ) => Promise<{ readonly path: string; readonly notes: readonly string[] }>;
  /** Makes the plan anew; absent where nobody may edit the Dockerfile meanwhile. */
  readonly replan?: Replan;
  /** Absent where nobody knows what keys are made of. */
  readonly haveSourcesChanged?: HaveSourcesChanged;
  /** True if the script is likely to fail or to be long, as it touches the network. */
  readonly isRisky: (script: string) => Promise<boolean>;
  /** Removes what sessions have left whose processes are no more. */
  readonly endDeadSessions?: () => Promise<void>;
}

export interface Clock {
  /** ISO 8601. */
  now(): string;
  /** Milliseconds, monotonic. */
  elapsed(): number;
  /** Rejects when the signal is aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export interface SessionSettings {
  readonly project: string;
  readonly policy: CheckpointPolicy;
  readonly replayBudgetMilliseconds: number;
  readonly tags: readonly string[];
  /** Containers of this session are named `<prefix><number>`. */
  readonly containerPrefix: string;
  readonly keepWreck: boolean;
  /** A failure ends with images for another machine: see `SessionFailed`. */
  readonly makesTravellers?: boolean;
  /** For the containers of all RUNs. */
  readonly containers: ContainerSettings;
  /** An image with a static busybox in /bin, for what the engine itself cannot do. */
  readonly toolbox?: string;
  readonly engine: EngineDescription;
  /** Step keys; see `stepKeys`. */
  readonly keys: readonly (string | undefined)[];
  /** The keys as they are once `step` has been executed that an older checkpoint was kept for. */
  readonly keysBefore?: (step: number) => readonly (string | undefined)[];
  /** Names under which an older checkpoint is kept for a step: gone once it is executed. */
  readonly keptTags?: ReadonlyMap<number, string>;
  /** Images that the plan was made with, by reference; one that the engine does not have is missing. */
  readonly baseImages: ReadonlyMap<string, StoredImage>;
  /** The step that failed on another machine, and a checkpoint's tag for what it left there. */
  readonly wreck?: { readonly step: number; readonly image: string };
  /** For checkpoints that go to other machines. */
  readonly travel?: {
    readonly bases: readonly RememberedImage[];
    /** Build arguments as given: `NAME: value`. */
    readonly given: Readonly<Record<string, string>>;
  };
}

/** The container that steps are executed in. Its file system is the state after `applied`. */
export interface LiveContainer {
  /** Another one where the image turned out to have no shell. */
  id: string;
  readonly stage: number;
  /** What it was created from: the state after step `base.step` (the stage's FROM for its base image). */
  base: BaseState;
  applied: number;
  /** A step failed in it or was interrupted half-way: the one that the session stands at, and no other. */
  isDirty: boolean;
  /** A shell was open in it, or it goes on from such a state: not what the file alone gives. */
  isHandmade: boolean;
  /** Something has been written since the last checkpoint of it: no named image holds the state. */
  hasChanges: boolean;
  /** Bytes of the layer that a COPY has made of its base: no named image holds that state yet. */
  unsavedBytes?: number;
  /** The last checkpoint taken of it. */
  savedAs?: { readonly step: number; readonly tag: string };
  isStarted: boolean;
  /** A RUN may have left hard links in it. */
  mayHoldLinks?: boolean;
  /** Its keep-alive shell lies in a volume: see startLive. */
  hasLentShell?: boolean;
  /** Made for one RUN alone, with its mounts, network and privileges. */
  readonly own?: OwnPurpose;
}

/** In what a container differs from those of other steps. */
export type SpecialSpec = Omit<ContainerSpec, 'name' | 'image'>;

/** The step a container was made for, and what that left in it. */
export interface OwnPurpose {
  readonly step: number;
  readonly special: SpecialSpec;
  readonly attachments: readonly Attachment[];
  /** Variables that hold secrets, and where an agent is: `NAME=value`. */
  readonly variables: readonly string[];
  /** All of it is mounted; else the room is of no use. */
  isReady: boolean;
  /** Other builds may have to wait for its caches. */
  holdsCaches: boolean;
}

export interface BaseState {
  readonly step: number;
  readonly image: StoredImage;
}

export interface Workbench {
  readonly ports: Ports;
  /** What of them hangs on the plan changes with it. */
  settings: SessionSettings;
  readonly emit: (event: SessionEvent) => void;
  readonly state: () => SessionState;
  live: LiveContainer | undefined;
  /** The wreck, while a look is taken at the state before it. */
  aside: LiveContainer | undefined;
  /** Execution time of the steps since the last checkpoint of the live line of states. */
  replayMilliseconds: number;
  /** What the last checkpoint took. */
  checkpointMilliseconds: number;
  /** As in the settings, until a kept step is executed after all. */
  keys: readonly (string | undefined)[];
  /** Containers made from finished stages and images to copy from, by origin; never started. */
  readonly origins: Map<string, string>;
  /** Checkpoints of this session, by tag: the engine need not be asked what they are. */
  readonly taken: Map<string, StoredImage>;
  /** Of all checkpoints of this session: see removeOvertaken. */
  readonly checkpointIds: Set<string>;
  /** Tags of images that only this session needs; see temporaryTag. */
  readonly temporaryTags: Set<string>;
  /** States before commands in a wreck, by the IDs of their images; see saveBefore. */
  readonly snapshots: Map<string, BaseState>;
  /** Pulled since the session began; see findBaseImage. */
  readonly fetchedImages: Map<string, StoredImage>;
  /** A privileged container that enters others; see enterContainer. */
  helper: Promise<string> | undefined;
  /** A container that holds the network which the session's later ones share. */
  networkHolder: string | undefined;
  /** Volumes that only containers of this session need. */
  readonly volumes: Set<string>;
  /** Ways to the user's agents, by the kind of mount. */
  readonly agents: Map<string, Promise<OpenAgent | undefined>>;
  /** In the order of steps; see measureWrites. */
  writes: readonly WriteMeasurement[];
  /** Of stages whose layers were joined, the bytes of the one layer; see joinStage. */
  readonly joined: Map<number, number>;
  /** Stages of which it was said that they come to many layers. */
  readonly warnedStages: Set<number>;
  /** Images of the live container that were only made to be looked at, the oldest first. */
  readonly looks: StoredImage[];
  /** Removals under way; awaited at the end. */
  readonly removals: Set<Promise<void>>;
  nextContainer: number;
  nextImage: number;
  startedAt: number;
}

/** A name by which the next start finds the image, should this process not come to remove it. */
export function temporaryTag(workbench: Workbench): string {
  const tag = `${workbench.settings.containerPrefix}images:${String(workbench.nextImage)}`;
  workbench.nextImage += 1;
  workbench.temporaryTags.add(tag);
  return tag;
}

export function createWorkbench(
  ports: Ports,
  settings: SessionSettings,
  emit: (event: SessionEvent) => void,
  state: () => SessionState,
): Workbench {
  return {
    ports,
    settings,
    emit,
    state,
    live: undefined,
    aside: undefined,
    replayMilliseconds: 0,
    checkpointMilliseconds: expectedCheckpointMilliseconds,
    keys: settings.keys,
    origins: new Map(),
    taken: new Map(),
    checkpointIds: new Set(),
    temporaryTags: new Set(),
    snapshots: new Map(),
    fetchedImages: new Map(),
    helper: undefined,
    networkHolder: undefined,
    volumes: new Set(),
    agents: new Map(),
    writes: [],
    joined: new Map(),
    warnedStages: new Set(),
    looks: [],
    removals: new Set(),
    nextContainer: 1,
    nextImage: 1,
    startedAt: ports.clock.elapsed(),
  };
}
