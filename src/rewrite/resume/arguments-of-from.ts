import { contextKey } from '../../plan/named-contexts.js';
import type { Plan } from '../../plan/plan.js';
import type { DockerfileTree, FromInstruction } from '../../syntax/tree.js';
import { readReference } from '../../syntax/values/image-reference.js';
import type { FileGlobals } from './file-globals.js';
import type { PassAgain } from './pass-again.js';
import { readStages, type StageText } from './stage-text.js';

/** The ARGs before the first FROM that make a FROM which stays name something else, or nothing, unless given. */
export function argumentsOfFrom(
  tree: DockerfileTree,
  plan: Plan,
  replaced: ReadonlySet<number>,
  globals: FileGlobals,
): PassAgain[] {
  const stages = readStages(tree);
  return stages.flatMap(({ from }, index) => {
    if (replaced.has(index)) return [];
    const { value, names } = globals.expand(from.image);
    if (value !== undefined && namesBase(value, index, stages, plan)) return [];
    const origins = globals.originsOf(names);
    return origins.length === 0 ? [] : [{ names: origins, reason: `line ${from.line} uses it` }];
  });
}

function namesBase(image: string, index: number, stages: readonly StageText[], plan: Plan): boolean {
  const base = plan.stages.find((stage) => stage.index === index)?.base;
  switch (base?.type) {
    // BuildKit refuses what can name no image in a stage that nobody needs, too.
    case undefined:
      return readReference(image) !== undefined || stages.some(({ from }) => isNamed(from, image));
    case 'scratch':
      return image === 'scratch';
    case 'folder':
      return contextKey(image) === base.name;
    case 'image':
      return image === base.reference;
    case 'stage':
      return plan.stages.some((stage) => stage.index === base.index && stage.name === image.toLowerCase());
  }
}

const isNamed = ({ stageName }: FromInstruction, name: string): boolean =>
  stageName?.text.toLowerCase() === name.toLowerCase();
