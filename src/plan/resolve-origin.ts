// What COPY --from and RUN --mount=from= name.
import { readMountFields } from '../syntax/values/mount-fields.js';
import type { Flag, Instruction } from '../syntax/tree.js';
import type { BuildOptions } from './build-options.js';
import { findContext } from './named-contexts.js';
import { lastNamed, type StageNames } from './stage-names.js';

type ContextOptions = Pick<BuildOptions, 'contexts'>;

/** What `--from` names: a stage by name (the last of that name) or by number, else an image. */
export type Origin =
  | { readonly type: 'stage'; readonly index: number }
  | { readonly type: 'image'; readonly reference: string }
  /** A folder of `--build-context`. */
  | { readonly type: 'context'; readonly name: string };

/** Undefined for the number of no stage. A number may have a sign, as Go reads it. */
export function resolveOrigin(name: string, stages: StageNames, options: ContextOptions): Origin | undefined {
  if (!/^[+-]?\d{1,18}$/.test(name)) return resolveMountOrigin(name, stages, options);
  // -0 is 0.
  const index = Number(name) + 0;
  return index >= 0 && index < stages.count ? { type: 'stage', index } : undefined;
}

/** What `from` of a mount names: unlike COPY --from, a stage by name only. */
export function resolveMountOrigin(name: string, stages: StageNames, options: ContextOptions): Origin {
  const index = lastNamed(stages, name.toLowerCase());
  return index === undefined ? contextOrImage(name, options) : { type: 'stage', index };
}

function contextOrImage(name: string, options: ContextOptions): Origin {
  const found = findContext(name, options);
  if (found === undefined) return { type: 'image', reference: name };
  return found.context.type === 'image'
    ? { type: 'image', reference: found.context.reference }
    : { type: 'context', name: found.name };
}

/** The `--from` flag of a COPY, where it has one; an empty one is none (BuildKit, toCommand). */
export function originFlag(instruction: Instruction): (Flag & { readonly value: string }) | undefined {
  if (instruction.keyword !== 'COPY') return undefined;
  const flag = instruction.flags.find(({ name }) => name === 'from');
  return flag?.value === undefined || flag.value === '' ? undefined : { ...flag, value: flag.value };
}

export interface NamedOrigin {
  readonly flag: Flag;
  /** As it is written, in words to be said. */
  readonly written: string;
  readonly name: string;
  readonly origin: Origin | undefined;
}

/** What a COPY, or the mounts of a RUN, name. */
export function namedOrigins(
  instruction: Instruction,
  stages: StageNames,
  options: ContextOptions,
): readonly NamedOrigin[] {
  const flag = originFlag(instruction);
  if (flag !== undefined) {
    const { value: name } = flag;
    return [{ flag, written: `COPY --from=${name}`, name, origin: resolveOrigin(name, stages, options) }];
  }
  if (instruction.keyword !== 'RUN') return [];
  return instruction.flags.flatMap((mount) => {
    if (mount.name !== 'mount' || mount.value === undefined) return [];
    const name = readMountFields(mount.value)?.findLast(({ key }) => key === 'from')?.value;
    if (name === undefined || name === null || name === '') return [];
    const origin = resolveMountOrigin(name, stages, options);
    return [{ flag: mount, written: `RUN --mount=from=${name}`, name, origin }];
  });
}
