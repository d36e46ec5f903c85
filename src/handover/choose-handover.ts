// How a builder comes to the images that a resumed Dockerfile names: the one way that works with it.
import type { Builder } from './builder.js';

/**
 * `as-is`: it sees them. `builder`: another one of the same machine does. `oci-layout`: written to a folder and given
 * as a build context. `docker-image`: finished stages are replaced by contexts, and the file stays as it was. `push`:
 * through a registry.
 */
export const ways = ['as-is', 'builder', 'oci-layout', 'docker-image', 'push'] as const;
export type Way = (typeof ways)[number];

export type Handover =
  | { readonly way: 'as-is' | 'oci-layout' | 'docker-image' | 'push'; readonly buildkit?: '0' | '1' }
  | { readonly way: 'builder'; readonly name: string };

export interface HandoverFacts {
  readonly builder: Builder;
  readonly engine: 'docker' | 'podman';
  /** Its own builder takes a folder as a build context: it keeps images in the containerd store. */
  readonly takesLayouts: boolean;
  /** The user named this builder: it is not to be replaced by another one. */
  readonly isNamed: boolean;
  /** Asked for; undefined leaves the choice to the builder. */
  readonly wish?: Way | undefined;
  /** A registry is given to push to. */
  readonly hasRegistry: boolean;
  /** Some RUN wants all privileges, which the engine's own builder does not give. */
  readonly needsPrivileges: boolean;
  /** The cut is between stages, and each finished one can be replaced from outside. */
  readonly isBetweenStages: boolean;
}

export interface ChosenHandover {
  readonly handover: Handover;
  /** Why not just as it is; for people. */
  readonly reason?: string;
}

/** A refusal says what cannot be done and what to do instead. */
export type HandoverChoice = ChosenHandover | { readonly refusal: string; readonly hint: string };

export function chooseHandover(facts: HandoverFacts): HandoverChoice {
  const { wish, hasRegistry } = facts;
  if (wish !== undefined) return obey(facts, wish);
  if (hasRegistry) return { handover: { way: 'push' } };
  return chooseFor(facts);
}

function chooseFor(facts: HandoverFacts): HandoverChoice {
  const { builder, engine } = facts;
  switch (builder.type) {
    case 'none':
      return { handover: { way: 'as-is' }, reason: 'no docker, podman or buildah is installed here' };
    case 'classic':
      return { handover: { way: 'as-is', ...(builder.isSwitch ? { buildkit: '1' } : {}) } };
    case 'podman':
    case 'buildah':
      if (engine === 'podman') return { handover: { way: 'as-is' } };
      return wantsRegistry(`${builder.type} has its own store, and does not see the engine's images`);
    case 'buildx':
      return chooseForBuildx(facts, builder);
  }
}

function chooseForBuildx(
  { engine, isNamed, needsPrivileges }: HandoverFacts,
  builder: Extract<Builder, { type: 'buildx' }>,
): HandoverChoice {
  const { name, driver, context } = builder;
  // Podman's service has no BuildKit inside: only the classic request works there.
  if (isEngines(builder))
    return { handover: { way: 'as-is', ...(engine === 'podman' ? { buildkit: '0' } : {}) } };
  const reason = `the builder ${name} (driver ${driver}) does not see the engine's images`;
  if (!isNamed && !needsPrivileges && engine === 'docker')
    return { handover: { way: 'builder', name: context }, reason };
  if (driver === 'docker') return wantsRegistry(reason);
  return { handover: { way: 'oci-layout' }, reason };
}

const isEngines = ({ driver, name, context }: Extract<Builder, { type: 'buildx' }>): boolean =>
  driver === 'docker' && name === context;

function obey(facts: HandoverFacts, wish: Way): HandoverChoice {
  const { builder, hasRegistry, isBetweenStages } = facts;
  switch (wish) {
    case 'as-is':
      return { handover: { way: 'as-is' } };
    case 'builder':
      if (builder.type === 'buildx') return { handover: { way: 'builder', name: builder.context } };
      return refuse(wish, 'only buildx has builders to choose from');
    case 'oci-layout':
      if (builder.type !== 'buildx') return refuse(wish, 'only buildx takes such a build context');
      if (isEngines(builder) && !facts.takesLayouts)
        return refuse(wish, "the engine's own builder takes it only with the containerd image store");
      return { handover: { way: 'oci-layout' } };
    case 'docker-image':
      if (builder.type !== 'buildx' || builder.driver !== 'docker')
        return refuse(wish, "only the engine's own builder finds its images by name");
      if (!isBetweenStages)
        return refuse(wish, 'a whole stage can be replaced, and the checkpoint stands within one');
      return { handover: { way: 'docker-image' } };
    case 'push':
      return hasRegistry ? { handover: { way: 'push' } } : wantsRegistry('--via push needs to know where to');
  }
}

const refuse = (wish: Way, reason: string): HandoverChoice => ({
  refusal: `--via ${wish}: ${reason}`,
  hint: 'leave --via out: refrom then takes what works here',
});

const wantsRegistry = (refusal: string): HandoverChoice => ({
  refusal,
  hint: 'give a repository that both reach: --push REGISTRY/NAME',
});
