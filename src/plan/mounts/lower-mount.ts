// RUN --mount to what is mounted (BuildKit, dispatchRunMounts).
import { problem } from '../../messages/message.js';
import { readMountFields } from '../../syntax/values/mount-fields.js';
import type { Flag } from '../../syntax/tree.js';
import type { CopyOrigin } from '../action.js';
import { resolveMountOrigin } from '../resolve-origin.js';
import type { LoweringContext } from '../lower/lowering.js';
import { joinPath } from '../paths.js';
import { checkMountFields, readMountField, type MountFields } from './mount-fields.js';
import type { Ownership, RunMount } from './mount.js';

/** Those that are wrong are left out, each with a message. */
export function lowerMounts(flags: readonly Flag[], context: LoweringContext): RunMount[] {
  const mounts: RunMount[] = [];
  for (const flag of flags) {
    if (flag.name !== 'mount') continue;
    const sockets = mounts.filter(({ type }) => type === 'ssh').length;
    const mount = lowerMount(flag, sockets, context);
    if (mount !== undefined) mounts.push(mount);
  }
  return mounts;
}

/** `sockets`: how many agents are mounted before it. */
function lowerMount(flag: Flag, sockets: number, context: LoweringContext): RunMount | undefined {
  const fields = readFields(flag, context);
  const reason = typeof fields === 'string' ? fields : checkMountFields(fields);
  const mount =
    typeof fields === 'string' || reason !== undefined ? reason : toMount(fields, sockets, context);
  if (typeof mount === 'object') return mount;
  const text = `RUN: --mount=${flag.value ?? ''} is wrong`;
  context.messages.push(problem('flag-invalid', flag.valueRange ?? flag.range, text, mount));
  return undefined;
}

function readFields(flag: Flag, { expand }: LoweringContext): MountFields | string {
  let fields: MountFields = { type: 'bind' };
  for (const { key, value } of readMountFields(flag.value ?? '') ?? []) {
    const isLiteral = value === null || key === 'from';
    const written = isLiteral ? value : expand({ text: value, range: flag.valueRange ?? flag.range });
    const read = readMountField(fields, { key, value: written });
    if (typeof read === 'string') return read;
    fields = read;
  }
  return fields;
}

function toMount(fields: MountFields, sockets: number, context: LoweringContext): RunMount | string {
  if (fields.type === 'secret') return toSecret(fields, context);
  if (fields.type === 'ssh') {
    const { id, target, required } = fields;
    return {
      type: 'ssh',
      id: given(id) ?? 'default',
      target: absolute(given(target) ?? `/run/buildkit/ssh_agent.${String(sockets)}`, context),
      required: required ?? false,
      ...ownershipOf(fields),
    };
  }
  const target = absolute(fields.target ?? '', context);
  if (target === '/') return 'nothing can be mounted on `/`: give it a `target`';
  if (fields.type === 'tmpfs') {
    const size = fields.size === undefined ? {} : { size: fields.size };
    return { type: 'tmpfs', target, readOnly: fields.readOnly ?? false, ...size };
  }
  const origin = originOf(fields, context);
  if (typeof origin === 'string') return origin;
  const source = joinPath('/', fields.source ?? '');
  if (fields.type === 'bind')
    return {
      type: 'bind',
      from: origin ?? { type: 'context' },
      source,
      target,
      readOnly: fields.readOnly ?? true,
    };
  return {
    type: 'cache',
    id: given(fields.id) ?? target,
    sharing: (fields.sharing ?? 'shared') as 'shared',
    ...(origin === undefined ? {} : { from: origin }),
    source,
    target,
    readOnly: fields.readOnly ?? false,
    ...ownershipOf(fields),
  };
}

function toSecret(fields: MountFields, context: LoweringContext): RunMount {
  const { source, target, env, required } = fields;
  const id = given(source) ?? given(fields.id) ?? baseName(target ?? '');
  const path = given(target) ?? (env === undefined ? `/run/secrets/${baseName(id)}` : undefined);
  return {
    type: 'secret',
    id,
    ...(path === undefined ? {} : { target: absolute(path, context) }),
    ...(env === undefined ? {} : { variable: given(env) ?? id }),
    required: required ?? false,
    ...ownershipOf(fields),
  };
}

/** An empty value counts as none. */
const given = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

const absolute = (path: string, { state }: LoweringContext): string =>
  joinPath(state.settings.WorkingDir ?? '/', path);

const baseName = (path: string): string => path.replace(/\/+$/, '').replace(/^.*\//, '');

function ownershipOf({ mode, uid, gid }: MountFields): Ownership {
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  };
}

/** Undefined without `from`; a string says what is wrong with it. */
function originOf(
  { from }: MountFields,
  { stages, names, stage, images, options }: LoweringContext,
): CopyOrigin | string | undefined {
  if (from === undefined || from === '') return undefined;
  const origin = resolveMountOrigin(from, names, options);
  if (origin.type === 'context') return origin;
  if (origin.type === 'image') return { ...origin, id: images.get(origin.reference)?.id ?? '' };
  // Its own stage was told of when stages were linked.
  if (origin.index <= stage) return origin;
  const line = String(stages[origin.index]?.from.line ?? 0);
  return `the stage \`${from}\` begins further down, on line ${line}: move it above`;
}
