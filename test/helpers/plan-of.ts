// A plan from a Dockerfile's text, with images that need no engine.
import type { BuildOptions } from '../../src/plan/build-options.js';
import type { ImageConfig, ResolvedImage } from '../../src/plan/image-config.js';
import { neededImages, outlineBuild } from '../../src/plan/outline.js';
import { planBuild } from '../../src/plan/plan-build.js';
import type { Plan } from '../../src/plan/plan.js';
import type { Message } from '../../src/messages/message.js';
import { parseDockerfile } from '../../src/syntax/parse-dockerfile.js';

export interface PlanRequest {
  /** By reference; any other image is found too, with nothing but PATH in its configuration. */
  readonly images?: Readonly<Record<string, ImageConfig>>;
  readonly options?: Partial<BuildOptions>;
}

export const plainOptions: BuildOptions = {
  buildArguments: {},
  labels: {},
  platform: 'linux/amd64',
  buildPlatform: 'linux/amd64',
};

export const pathOnly: ImageConfig = { Env: ['PATH=/bin'] };

/** The plan and every message on the way to it. */
export function planWithMessages(
  text: string,
  request: PlanRequest = {},
): { plan: Plan; messages: readonly Message[] } {
  const parsed = parseDockerfile(text);
  const { outline, messages } = outlineBuild(parsed.tree, { ...plainOptions, ...request.options });
  const images = new Map<string, ResolvedImage>();
  for (const { reference } of neededImages(outline)) {
    const config = request.images?.[reference] ?? pathOnly;
    images.set(reference, { reference, id: `sha256:${reference}`, config, platform: 'linux/amd64' });
  }
  const planned = planBuild(outline, images);
  return { plan: planned.plan, messages: [...parsed.messages, ...messages, ...planned.messages] };
}

/** The plan of a file that must be right. */
export function planOf(text: string, request: PlanRequest = {}): Plan {
  const { plan, messages } = planWithMessages(text, request);
  const errors = messages.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((message) => message.text).join('\n'));
  return plan;
}
