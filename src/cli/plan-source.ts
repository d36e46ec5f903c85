// From a Dockerfile's text to a plan: at the beginning of a session, and again after each edit.
import { rememberImage, type RememberedImage } from '../checkpoints/travel-mark.js';
import type { ConnectedEngine } from '../docker/connect.js';
import type { EngineDescription, StoredImage } from '../engine/ports.js';
import { DockerfileError } from '../messages/errors.js';
import { isError, type Message } from '../messages/message.js';
import type { BuildOptions } from '../plan/build-options.js';
import { outlineBuild, type Outline } from '../plan/outline.js';
import { planBuild, unusedBuildArguments } from '../plan/plan-build.js';
import type { Plan } from '../plan/plan.js';
import { parseDockerfile } from '../syntax/parse-dockerfile.js';
import type { BuildFlags } from './build-flags.js';
import type { Travelled } from './enter-state.js';
import { listErrors } from './list-errors.js';
import type { BuildInput } from './open-input.js';
import type { Source } from './open-project.js';
import { normalizePlatform } from './read-options.js';
import { refuseEntitlements } from './refuse-entitlements.js';
import { refuseFindings } from './refuse-findings.js';
import { refuseStrayBytes } from './refuse-stray-bytes.js';
import { resolveImages } from './resolve-images.js';

/** A file with errors is a DockerfileError that holds them all, and what the plan would say beside them. */
export function readSource(
  { path, text, isEditable }: Omit<BuildInput, 'context' | 'archived'>,
  options: () => BuildOptions,
): Source {
  const { tree, messages } = parseDockerfile(text);
  refuseErrors({ path, text }, listErrors(tree, messages, options));
  return { path, text, tree, messages, isEditable };
}

export function outlineSource(source: Source, options: BuildOptions): Outline {
  const { outline, messages } = outlineBuild(source.tree, options);
  refuseErrors(
    source,
    listErrors(source.tree, messages, () => options),
  );
  return outline;
}

export interface PlanGround {
  readonly engine: ConnectedEngine;
  readonly description: EngineDescription;
  readonly flags: Pick<BuildFlags, 'allow'>;
  /** Base images that the engine has, too. */
  readonly pull: boolean;
  readonly travelled: Travelled | undefined;
  readonly signal: AbortSignal;
}

export interface PlannedSource {
  readonly plan: Plan;
  readonly baseImages: ReadonlyMap<string, StoredImage>;
  readonly bases: readonly RememberedImage[];
  readonly warnings: readonly string[];
}

/** Looks for the base images, and pulls those that are missing. */
export async function planSource(
  source: Source,
  outline: Outline,
  { engine, description, flags, pull, travelled, signal }: PlanGround,
): Promise<PlannedSource> {
  const { options } = outline;
  const remembered = travelled?.mark.travel?.bases;
  const { planned: images, present: baseImages } = await resolveImages(outline, source, {
    engine,
    pull,
    platform: options.platform,
    remembered,
    isForeign: normalizePlatform(options.platform) !== normalizePlatform(description.platform),
    signal,
  });
  const { plan, messages } = planBuild(outline, images);
  refuseErrors(source, messages);
  refuseStrayBytes(source, plan);
  refuseEntitlements(source, plan, flags.allow);
  await refuseFindings(source, options, images);
  const unused = unusedBuildArguments(outline);
  return {
    plan,
    baseImages,
    bases: remembered ?? [...baseImages].map(([key, image]) => rememberImage(key, image)),
    warnings: unused.map((name) => `--build-arg ${name}: no ARG of the file names it`),
  };
}

function refuseErrors({ path, text }: Pick<Source, 'path' | 'text'>, messages: readonly Message[]): void {
  if (messages.some(isError)) throw new DockerfileError(path, text, messages);
}
