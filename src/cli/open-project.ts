// From the command line to a plan: Dockerfile, context, engine, base images. Nothing is executed here.
import { basename, resolve } from 'node:path';
import process from 'node:process';
import { projectName } from '../checkpoints/checkpoint-name.js';
import type { RememberedImage } from '../checkpoints/travel-mark.js';
import { openContext, type LocalContext } from '../context/open-context.js';
import type { ConnectedEngine } from '../docker/connect.js';
import type { EngineDescription, StoredImage } from '../engine/ports.js';
import type { Message } from '../messages/message.js';
import type { Outline } from '../plan/outline.js';
import type { Plan } from '../plan/plan.js';
import type { DockerfileTree } from '../syntax/tree.js';
import { askEngine, type AskedEngine } from './ask-engine.js';
import { openContexts, readContexts } from './build-contexts.js';
import type { BuildFlags } from './build-flags.js';
import { recordsFolder } from './records-folder.js';
import { createHashes, type Hashes } from './hashes.js';
import { openRecords, type ProjectRecords } from '../records/project-records.js';
import { receiveState, type Travelled } from './enter-state.js';
import { openInput, ownFile } from './open-input.js';
import { openRemotes } from './open-remotes.js';
import { outlineSource, planSource, readSource } from './plan-source.js';
import { readOutlineOptions } from './read-outline-options.js';
import { readBuildOptions } from './read-options.js';

export interface Source {
  /** As shown to the user; where it is editable, the file's. */
  readonly path: string;
  readonly text: string;
  readonly tree: DockerfileTree;
  readonly messages: readonly Message[];
  /** It is a file of the user's, and not standard input. */
  readonly isEditable: boolean;
}

export interface Project {
  readonly source: Source;
  readonly context: LocalContext;
  /** Folders and repositories of `--build-context`, by name. */
  readonly namedContexts: ReadonlyMap<string, LocalContext>;
  /** A valid repository name. */
  readonly name: string;
  readonly engine: ConnectedEngine;
  readonly engineHost: string;
  readonly description: EngineDescription;
  readonly outline: Outline;
  readonly plan: Plan;
  /** Those that the engine has. */
  readonly baseImages: ReadonlyMap<string, StoredImage>;
  readonly records: ProjectRecords;
  readonly hashes: Hashes;
  /** All that the plan was made with, for checkpoints that leave this machine. */
  readonly bases: readonly RememberedImage[];
  /** What --from brought. */
  readonly travelled?: Travelled;
  /** Worth saying, not worth stopping. */
  readonly warnings: readonly string[];
}

export async function openProject(
  contextPath: string,
  flags: BuildFlags,
  signal: AbortSignal,
): Promise<Project> {
  const asked = askEngine(flags.engine, signal);
  try {
    return await openWith(asked, contextPath, flags, signal);
  } catch (error) {
    asked.hangUp();
    throw error;
  }
}

async function openWith(
  asked: AskedEngine,
  contextPath: string,
  flags: BuildFlags,
  signal: AbortSignal,
): Promise<Project> {
  const input = await openInput(contextPath, flags.file, process.stdin);
  const source = readSource(input, () => ({
    ...readOutlineOptions(flags),
    contexts: readContexts(flags.buildContext),
  }));
  const name = projectName(contextPath === '-' ? 'standard-input' : basename(resolve(contextPath)));
  const records = openRecords({
    folder: recordsFolder(),
    project: name,
    root: contextPath === '-' ? '-' : resolve(input.context),
  });
  const hashes = createHashes(records);
  const { hashFile, contents } = hashes;
  const context = await openContext(input.context, {
    dockerfile: ownFile(source),
    hashFile,
    contents,
    archived: input.archived,
  });
  const { engine, host } = await asked.connected;
  const namedContexts = await openContexts(flags.buildContext, () => openRemotes(flags, host), signal);
  const description = await asked.description;
  const options = readBuildOptions(flags, description);
  const outline = outlineSource(source, options);
  const { from } = flags;
  const travelled = from === undefined ? undefined : await receiveState(engine.images, from, name, signal);
  const ground = { engine, description, flags, pull: flags.pull, travelled, signal };
  const planned = await planSource(source, outline, ground);
  return {
    source,
    context,
    namedContexts,
    name,
    engine,
    engineHost: host,
    description,
    outline,
    ...planned,
    records,
    hashes,
    ...(travelled === undefined ? {} : { travelled }),
  };
}
