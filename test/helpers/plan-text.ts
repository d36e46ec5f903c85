// A plan together with the tree it was made from; any image is found.
import type { Message } from '../../src/messages/message.js';
import type { BuildOptions } from '../../src/plan/build-options.js';
import type { ImageConfig, ResolvedImage } from '../../src/plan/image-config.js';
import { neededImages, outlineBuild } from '../../src/plan/outline.js';
import { planBuild } from '../../src/plan/plan-build.js';
import type { Plan } from '../../src/plan/plan.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';
import type { DockerfileTree } from '../../src/syntax/tree.js';
import { plainOptions } from './plan-of.js';

export interface PlanRequest {
  readonly options?: Partial<BuildOptions>;
  /** By reference; any other image is `anyImage`. */
  readonly images?: Readonly<Record<string, Pick<ResolvedImage, 'config' | 'author'>>>;
}

export interface Planned {
  readonly tree: DockerfileTree;
  readonly plan: Plan;
  readonly messages: readonly Message[];
  readonly request: PlanRequest;
}

const anyImage: ImageConfig = {
  Env: ['PATH=/usr/bin', 'BASE_VERSION=1 2', 'HOME=/srv'],
  WorkingDir: '/srv/base',
  User: 'daemon',
  Cmd: ['base', 'command'],
  Labels: { base: 'yes' },
};

export function planText(text: string, request: PlanRequest = {}): Planned {
  const { tree, messages } = parseDockerfile(text);
  const { outline, messages: outlined } = outlineBuild(tree, { ...plainOptions, ...request.options });
  const images = new Map<string, ResolvedImage>();
  for (const { reference } of neededImages(outline)) {
    const image = request.images?.[reference] ?? { config: anyImage };
    images.set(reference, { reference, id: `id of ${reference}`, platform: 'linux/amd64', ...image });
  }
  const { plan, messages: planned } = planBuild(outline, images);
  return { tree, plan, messages: [...messages, ...outlined, ...planned], request };
}

/** A form that refrom does not execute yet is planned all the same. */
export const isWrong = ({ severity, code }: Message): boolean =>
  severity === 'error' && code !== 'unsupported-form';
