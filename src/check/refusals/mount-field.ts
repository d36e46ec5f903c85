// One field of a mount: whether its value is one, and whether the type that stands before it has such a field.
import { readSize } from '../../syntax/values/scalars.js';

/** What has been read so far; fields count in the order they are written in. */
export interface Mount {
  readonly type: string;
  readonly from?: string;
  readonly source?: string;
  readonly target?: string;
  readonly id?: string;
  readonly sharing?: string;
  readonly mode?: string;
  readonly uid?: string;
  readonly gid?: string;
}

interface Field {
  readonly key: string;
  /** Null where there is no `=`. */
  readonly value: string | null;
}

const types: readonly string[] = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];
const sharings: readonly string[] = ['shared', 'private', 'locked'];
const switches: readonly string[] = ['readonly', 'ro', 'readwrite', 'rw', 'required'];

/** Other spellings, and what they mean. */
const meanings: Readonly<Record<string, string>> = { src: 'source', dst: 'target', destination: 'target' };
const texts: readonly string[] = ['from', 'source', 'target', 'id', 'env'];

export const fieldNames: readonly string[] = [
  'type',
  'sharing',
  'size',
  'mode',
  'uid',
  'gid',
  ...texts,
  ...switches,
  ...Object.keys(meanings),
];

/** The mount with the field in it, or what the field should be. */
export function checkField(mount: Mount, { key, value }: Field): Mount | string {
  if (switches.includes(key)) return checkSwitch(mount, key, value);
  if (value === null) return `\`${key}\` needs a value: \`${key}=…\``;
  const meaning = meanings[key] ?? key;
  if (texts.includes(meaning)) return { ...mount, [meaning]: value };
  switch (key) {
    case 'type':
      return types.includes(value.toLowerCase())
        ? { ...mount, type: value.toLowerCase() }
        : `\`type\` is one of ${types.join(', ')}`;
    case 'sharing':
      return sharings.includes(value.toLowerCase())
        ? { ...mount, sharing: value }
        : `\`sharing\` is one of ${sharings.join(', ')}`;
    case 'size':
      if (mount.type !== 'tmpfs') return '`size` belongs to mounts of type tmpfs, and stands behind the type';
      return readSize(value) === undefined ? '`size` is a size like `64m`' : mount;
    case 'mode':
      return isNumber(value, 8) ? { ...mount, mode: value } : '`mode` is octal, like `0755`';
    default:
      return isNumber(value, 10) ? { ...mount, [key]: value } : `\`${key}\` is a number`;
  }
}

function checkSwitch(mount: Mount, key: string, value: string | null): Mount | string {
  if (key === 'required' && mount.type !== 'secret' && mount.type !== 'ssh')
    return '`required` belongs to mounts of type secret and ssh, and stands behind the type';
  const isSwitch = value === null || /^(?:[01tTfF]|true|TRUE|True|false|FALSE|False)$/.test(value);
  return isSwitch ? mount : `\`${key}\` is true or false`;
}

/** Up to 32 bits, as Go's ParseUint takes them: digits and nothing else. */
function isNumber(text: string, base: 8 | 10): boolean {
  const digits = base === 8 ? /^[0-7]+$/ : /^\d+$/;
  return digits.test(text) && parseInt(text, base) < 2 ** 32;
}
