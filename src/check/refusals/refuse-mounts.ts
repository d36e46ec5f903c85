// What BuildKit refuses in RUN --mount once its values are expanded (instructions, parseMount).
import { problem, type Message } from '../../messages/message.js';
import { suggestion } from '../../messages/nearest.js';
import { joinPath } from '../../plan/paths.js';
import { readMountFields } from '../../syntax/values/mount-fields.js';
import type { Flag } from '../../syntax/tree.js';
import { expandAt } from '../expand-at.js';
import type { Subject } from '../rule.js';
import type { Visit } from '../visit-stages.js';
import { checkField, fieldNames, type Mount } from './mount-field.js';

export function refuseMounts(visit: Visit, subject: Subject): Message[] {
  const { instruction, isTrigger, from } = visit;
  if (instruction.keyword !== 'RUN') return [];
  return instruction.flags.flatMap((flag) => {
    const reason = flag.name === 'mount' ? reasonAgainst(flag, visit, subject) : undefined;
    if (reason === undefined) return [];
    const range = isTrigger ? from.image.range : (flag.valueRange ?? flag.range);
    return [problem('flag-invalid', range, `RUN: --mount=${flag.value ?? ''} is wrong`, reason)];
  });
}

/** What is wrong first, and what would be right. */
function reasonAgainst({ value }: Flag, visit: Visit, subject: Subject): string | undefined {
  let mount: Mount = { type: 'bind' };
  for (const { key, value: written } of readMountFields(value ?? '') ?? []) {
    const expanded = written === null ? null : expandAt(visit, written, subject.tree)?.value;
    // What cannot be expanded is told elsewhere.
    if (expanded === undefined) return undefined;
    const name = key.toLowerCase();
    if (!fieldNames.includes(name)) return suggestion(name, fieldNames) ?? `there is no field \`${name}\``;
    const result = checkField(mount, { key: name, value: expanded });
    if (typeof result === 'string') return result;
    mount = result;
  }
  return checkWhole(mount) ?? checkTarget(mount, visit) ?? checkOrigin(mount, visit, subject);
}

function checkWhole(mount: Mount): string | undefined {
  const { type } = mount;
  const owned = ['mode', 'uid', 'gid'].find((key) => mount[key as keyof Mount] !== undefined);
  if (owned !== undefined && (type === 'bind' || type === 'tmpfs'))
    return `\`${owned}\` belongs to mounts of type cache, secret and ssh`;
  if (type === 'secret') {
    if (mount.from) return 'a secret comes from no stage: leave `from` away';
    if (!mount.source && !mount.target && !mount.id) return 'name the secret: `id=NAME`';
    if (mount.source && mount.id) return '`source` and `id` of a secret are the same: give one of them';
  }
  return mount.sharing && type !== 'cache' ? '`sharing` belongs to mounts of type cache' : undefined;
}

function checkTarget({ type, target = '' }: Mount, { before, unknownBase }: Visit): string | undefined {
  if (type === 'secret' || type === 'ssh') return undefined;
  // A relative target lies in a folder that only the base image can know.
  if (!target.startsWith('/') && unknownBase !== undefined) return undefined;
  const path = joinPath(before.config.WorkingDir ?? '/', target);
  return path === '/' ? 'nothing can be mounted on `/`: give it a `target`' : undefined;
}

/** Unlike COPY --from, a mount knows stages by name only. */
function checkOrigin({ from }: Mount, { stage }: Visit, { outline }: Subject): string | undefined {
  const origin = outline.stages.findLast(
    (each) => each.from.stageName !== undefined && each.name === from?.toLowerCase(),
  );
  if (origin === undefined || origin.index < stage.index) return undefined;
  return origin.index === stage.index
    ? `the stage \`${origin.name}\` cannot mount itself`
    : `the stage \`${origin.name}\` begins further down, on line ${String(origin.from.line)}: move it above`;
}
