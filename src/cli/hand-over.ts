// From a cut to the command that builds what is left, with the images where its builder finds them.
import { chooseHandover, type Handover, type HandoverChoice, type Way } from '../handover/choose-handover.js';
import type { Builder } from '../handover/builder.js';
import { handoverCommand, type BuildCommand } from '../handover/handover-command.js';
import { replaceableStages } from '../handover/replaceable-stages.js';
import { UsageError } from '../messages/errors.js';
import type { ResumeCut } from '../session/resume-cut.js';
import type { BuildFlags } from './build-flags.js';
import { findBuilder } from './find-builder.js';
import { layoutFolder, sharedLayoutFolder } from './layout-folders.js';
import type { Project } from './open-project.js';
import { pushImage } from './push-image.js';
import { refuseImage } from './refuse-carried.js';
import { repeatBuildFlags } from './repeat-build-flags.js';
import { writeOciLayout } from './write-oci-layout.js';

export interface HandoverFlags {
  readonly builder?: string;
  readonly via?: Way;
  /** `--push`: a repository. */
  readonly push?: string;
  /** The command is executed at once, and what was written for it goes afterwards. */
  readonly run?: boolean;
}

export interface PlannedHandover {
  readonly builder: Builder;
  readonly choice: HandoverChoice;
}

/** Nothing is written or pushed here. */
export async function planHandover(
  { plan, description }: Pick<Project, 'plan' | 'description'>,
  cut: ResumeCut,
  flags: BuildFlags & HandoverFlags,
): Promise<PlannedHandover> {
  const builder = await findBuilder(flags);
  const choice = chooseHandover({
    builder,
    engine: description.isPodman === true ? 'podman' : 'docker',
    takesLayouts: description.store === 'containerd',
    isNamed: flags.builder !== undefined,
    wish: flags.via,
    hasRegistry: flags.push !== undefined,
    needsPrivileges: plan.steps.some(({ action }) => action.type === 'run' && action.security === 'insecure'),
    isBetweenStages: replaceableStages(plan, cut) !== undefined,
  });
  // What was asked for and cannot be is said before anything is written.
  if ('refusal' in choice && (flags.via !== undefined || flags.push !== undefined))
    throw new UsageError(choice.refusal, choice.hint);
  return { builder, choice };
}

export interface HandoverOrder {
  readonly builder: Builder;
  readonly handover: Handover;
  readonly cut: ResumeCut;
  readonly flags: BuildFlags & HandoverFlags;
  /** The resumed file. */
  readonly path: string;
  readonly contextPath: string;
  readonly signal?: AbortSignal;
}

/** Puts the images where the builder finds them. */
export async function handOver(
  project: Pick<Project, 'plan' | 'engine'>,
  { builder, handover, cut, flags, path, contextPath, signal }: HandoverOrder,
): Promise<BuildCommand> {
  const folderOf = flags.run === true ? layoutFolder : sharedLayoutFolder;
  return handoverCommand({
    builder,
    handover,
    engine: flags.engine,
    builderName: flags.builder,
    file: handover.way === 'docker-image' ? flags.file : path,
    contexts: await writeContexts(project, { handover, cut, folderOf, signal }),
    shared: repeatBuildFlags(flags),
    context: contextPath,
  });
}

interface ContextsOrder extends Pick<HandoverOrder, 'handover' | 'cut'> {
  readonly folderOf: (image: string) => string;
  readonly signal: AbortSignal | undefined;
}

async function writeContexts(
  { plan, engine }: Pick<Project, 'plan' | 'engine'>,
  { handover: { way }, cut, folderOf, signal }: ContextsOrder,
): Promise<{ name: string; place: string }[]> {
  if (way === 'docker-image')
    return (replaceableStages(plan, cut) ?? []).map(({ name, image }) => ({
      name,
      place: `docker-image://${image}`,
    }));
  if (way !== 'oci-layout') return [];
  const contexts: { name: string; place: string }[] = [];
  for (const image of imagesOf(cut)) {
    const place = await writeOciLayout(engine.images, image, folderOf(image), signal);
    contexts.push({ name: image, place });
  }
  return contexts;
}

export const imagesOf = ({ stages, current }: ResumeCut): readonly string[] => [
  ...new Set([...Object.values(stages), ...(current === undefined ? [] : [current.image])]),
];

export interface CutPush {
  readonly repository: string;
  readonly isAllowed: boolean;
  readonly signal?: AbortSignal;
}

/** The same cut with the names that the images have in the registry. Nothing is pushed before all of them may go. */
export async function pushCut(
  { engine }: Pick<Project, 'engine'>,
  cut: ResumeCut,
  { repository, isAllowed, signal }: CutPush,
): Promise<ResumeCut> {
  const { images } = engine;
  const pushed = new Map(
    imagesOf(cut).map((image) => [image, `${repository}:${image.slice(image.lastIndexOf(':') + 1)}`]),
  );
  for (const [image, reference] of pushed) await refuseImage(images, image, { reference, isAllowed });
  for (const [image, reference] of pushed) await pushImage(images, image, reference, signal);
  const rename = (image: string): string => pushed.get(image) ?? image;
  const { stages, current } = cut;
  return {
    stages: Object.fromEntries(Object.entries(stages).map(([index, image]) => [index, rename(image)])),
    ...(current === undefined ? {} : { current: { ...current, image: rename(current.image) } }),
  };
}
