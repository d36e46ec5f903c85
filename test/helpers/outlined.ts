// Outline and plan of a text that must be right, over images the test names; no others are known.
import type { BuildOptions } from '../../src/plan/build-options.js';
import type { ImageConfig, ResolvedImage } from '../../src/plan/image-config.js';
import { outlineBuild, type Outline } from '../../src/plan/outline.js';
import { planBuild } from '../../src/plan/plan-build.js';
import type { Plan, Step } from '../../src/plan/plan.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import { plainOptions } from './plan-of.js';

export interface Outlined {
  readonly outline: Outline;
  readonly plan: Plan;
}

export function outlined(
  text: string,
  options: Partial<BuildOptions> = {},
  images: Readonly<Record<string, ImageConfig>> = {},
): Outlined {
  const { tree } = parseDockerfile(text);
  const { outline } = outlineBuild(tree, { ...plainOptions, ...options });
  const resolved = Object.entries(images).map(([reference, config]): [string, ResolvedImage] => [
    reference,
    { reference, id: `id of ${reference}`, config, platform: 'linux/amd64' },
  ]);
  return { outline, plan: planBuild(outline, new Map(resolved)).plan };
}

export const stepAtLine = ({ plan }: Outlined, line: number): Step =>
  plan.steps.find((step) => step.line === line)!;
