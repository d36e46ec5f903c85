// From the command line to a plan: Dockerfile, context, engine, base images. Nothing is executed here.
import { basename, resolve } from 'node:path';
import process from 'node:process';
import { projectName } from '../checkpoints/checkpoint-name.js';
import { rememberImage, type RememberedImage } from '../checkpoints/travel-mark.js';
import { openContext, type LocalContext } from '../context/open-context.js';
import { connectEngine, type ConnectedEngine } from '../docker/connect.js';
import type { EngineDescription, StoredImage } from '../engine/ports.js';
import { DockerfileError } from '../messages/errors.js';
import { isError, type Message } from '../messages/message.js';
import { outlineBuild, type Outline } from '../plan/outline.js';
import { planBuild, unusedBuildArguments } from '../plan/plan-build.js';
import type { Plan } from '../plan/plan.js';
import { parseDockerfile } from '../syntax/parse-dockerfile.js';
import type { DockerfileTree } from '../syntax/tree.js';
import { openContexts } from './build-contexts.js';
import type { BuildFlags } from './build-flags.js';
import { resolveEngineAddress } from './engine-address.js';
import { recordsFolder } from './records-folder.js';
import { createHashes, type Hashes } from './hashes.js';
import { openRecords, type ProjectRecords } from '../records/project-records.js';
import { receiveState, type Travelled } from './enter-state.js';
import { openInput, type BuildInput } from './open-input.js';
import { findCredentials } from './registry-credentials.js';
import { normalizePlatform, readBuildOptions } from './read-options.js';
import { refuseEntitlements } from './refuse-entitlements.js';
import { refuseStrayBytes } from './refuse-stray-bytes.js';
import { refuseFindings } from './refuse-findings.js';
import { resolveImages } from './resolve-images.js';

export interface Source {
  /** As shown to the user. */
  readonly path: string;
  readonly text: string;
  readonly tree: DockerfileTree;
  readonly messages: readonly Message[];
}

export interface Project {
  readonly source: Source;
  readonly context: LocalContext;
  /** Folders of `--build-context`, by name. */
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
  const input = await openInput(contextPath, flags.file, process.stdin);
  const source = readSource(input);
  const name = projectName(contextPath === '-' ? 'standard-input' : basename(resolve(contextPath)));
  const records = openRecords({
    folder: recordsFolder(),
    project: name,
    root: contextPath === '-' ? '-' : resolve(input.context),
  });
  const hashes = createHashes(records);
  const { hashFile } = hashes;
  const context = await openContext(input.context, {
    dockerfile: source.path,
    hashFile,
    archived: input.archived,
  });
  const namedContexts = await openContexts(flags.buildContext);
  const address = await resolveEngineAddress(flags.engine);
  const engine = connectEngine(address, { findCredentials });
  const description = await engine.describe(signal);
  const options = readBuildOptions(flags, description);
  const { outline, messages } = outlineBuild(source.tree, options);
  refuseErrors(source, messages);
  const { from } = flags;
  const travelled = from === undefined ? undefined : await receiveState(engine.images, from, name, signal);
  const { planned: images, present: baseImages } = await resolveImages(outline, source, {
    engine,
    pull: flags.pull,
    platform: options.platform,
    remembered: travelled?.mark.travel?.bases,
    isForeign: normalizePlatform(options.platform) !== normalizePlatform(description.platform),
    signal,
  });
  const planned = planBuild(outline, images);
  refuseErrors(source, planned.messages);
  refuseStrayBytes(source, planned.plan);
  refuseEntitlements(source, planned.plan, flags.allow);
  await refuseFindings(source, options, images);
  const unused = unusedBuildArguments(outline);
  const warnings = unused.map((name) => `--build-arg ${name}: no ARG of the file names it`);
  return {
    source,
    context,
    namedContexts,
    name,
    engine,
    engineHost: address.host,
    description,
    outline,
    plan: planned.plan,
    baseImages,
    records,
    hashes,
    bases: travelled?.mark.travel?.bases ?? [...baseImages].map(([key, image]) => rememberImage(key, image)),
    ...(travelled === undefined ? {} : { travelled }),
    warnings,
  };
}

/** A file with errors is a DockerfileError that holds them all. */
function readSource({ path, text }: BuildInput): Source {
  const { tree, messages } = parseDockerfile(text);
  refuseErrors({ path, text }, messages);
  return { path, text, tree, messages };
}

function refuseErrors({ path, text }: Pick<Source, 'path' | 'text'>, messages: readonly Message[]): void {
  if (messages.some(isError)) throw new DockerfileError(path, text, messages);
}
