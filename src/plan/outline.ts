// Phase one of a plan: what the file says. Stages, what each is built from, and which are needed.
import type { Message } from '../messages/message.js';
import type { DockerfileTree, FromInstruction, Instruction } from '../syntax/tree.js';
import type { StageBase } from './action.js';
import type { BuildOptions } from './build-options.js';
import { collectGlobals, type Globals } from './globals.js';
import { findCycle } from './find-cycle.js';
import { linkStages } from './link-stages.js';
import { resolveBase } from './resolve-base.js';
import { selectStages } from './select-stages.js';
import { nameStages, type StageNames } from './stage-names.js';

export interface Outline {
  readonly tree: DockerfileTree;
  readonly options: BuildOptions;
  readonly globals: Globals;
  /** All stages of the file. */
  readonly stages: readonly OutlinedStage[];
  readonly names: StageNames;
  /** Numbers of the needed stages, in an order in which each comes after those it depends on. */
  readonly needed: readonly number[];
}

export interface OutlinedStage {
  readonly index: number;
  readonly name: string;
  readonly from: FromInstruction;
  readonly base: OutlinedBase;
  /** After its FROM. */
  readonly instructions: readonly Instruction[];
  /** Numbers of the stages that FROM, COPY --from and RUN --mount name. */
  readonly dependencies: readonly number[];
  /** Images that COPY --from and RUN --mount name. */
  readonly imageOrigins: readonly string[];
}

export type OutlinedBase =
  | { readonly type: 'image'; readonly reference: string; readonly platform?: string }
  | { readonly type: 'stage'; readonly index: number }
  /** Of --build-context, by its name there. */
  | Extract<StageBase, { type: 'folder' }>
  | { readonly type: 'scratch' };

/** The passes, in order. Messages may hold errors; the outline is then only good for looking at. */
export function outlineBuild(
  tree: DockerfileTree,
  options: BuildOptions,
): { outline: Outline; messages: readonly Message[] } {
  const messages: Message[] = [];
  const globals = collectGlobals(tree, options, messages);
  const cut = cutIntoStages(tree);
  const names = nameStages(cut);
  const based = cut.map((stage, index) =>
    resolveBase(stage, index, { names, globals, escape: tree.escape, options }, messages),
  );
  const stages = linkStages(based, names, options, messages);
  const cycle = findCycle(based, names, options);
  if (cycle !== undefined) messages.push(cycle);
  const needed = selectStages(stages, options.target, messages);
  return { outline: { tree, options, globals, stages, names, needed }, messages };
}

export interface NeededImage {
  readonly reference: string;
  /** Of FROM --platform; else that of the build. */
  readonly platform?: string;
}

/** Images that must be resolved before phase two, each once. */
export function neededImages(outline: Outline): readonly NeededImage[] {
  const seen = new Map<string, NeededImage>();
  for (const index of outline.needed) {
    const stage = outline.stages[index];
    if (stage === undefined) continue;
    if (stage.base.type === 'image') seen.set(imageKey(stage.base), stage.base);
    for (const reference of stage.imageOrigins) if (!seen.has(reference)) seen.set(reference, { reference });
  }
  return [...seen.values()];
}

/** By what a resolved image is found: one reference may be needed for several platforms. */
export const imageKey = ({ reference, platform }: NeededImage): string =>
  platform === undefined ? reference : `${reference} for ${platform}`;

export interface CutStage {
  readonly from: FromInstruction;
  readonly instructions: readonly Instruction[];
}

function cutIntoStages(tree: DockerfileTree): CutStage[] {
  const stages: { from: FromInstruction; instructions: Instruction[] }[] = [];
  for (const instruction of tree.instructions) {
    if (instruction.keyword === 'FROM') stages.push({ from: instruction, instructions: [] });
    else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}
