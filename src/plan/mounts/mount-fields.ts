// The fields of one --mount, read in their order (BuildKit, instructions.parseMount).
import { suggestion } from '../../messages/nearest.js';
import { readSize } from '../../syntax/values/scalars.js';

/** What has been read so far. */
export interface MountFields {
  readonly type: string;
  readonly from?: string;
  readonly source?: string;
  readonly target?: string;
  readonly id?: string;
  readonly env?: string;
  readonly sharing?: string;
  readonly size?: number;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly readOnly?: boolean;
  readonly required?: boolean;
}

export interface WrittenField {
  readonly key: string;
  /** Expanded; null where there is no `=`. */
  readonly value: string | null;
}

const types: readonly string[] = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];
const sharings: readonly string[] = ['shared', 'private', 'locked'];

/** Other spellings, and what they mean. */
const meanings: Readonly<Record<string, string>> = {
  src: 'source',
  dst: 'target',
  destination: 'target',
  ro: 'readonly',
  rw: 'readwrite',
};

type ReadField = (fields: MountFields, value: string, key: string) => MountFields | string;

const text: ReadField = (fields, value, key) => ({ ...fields, [key]: value });

const decimal: ReadField = (fields, value, key) =>
  /^\d+$/.test(value) && Number(value) < 2 ** 32
    ? { ...fields, [key]: Number(value) }
    : `\`${key}\` is a number`;

const oneOf =
  (choices: readonly string[]): ReadField =>
  (fields, value, key) =>
    choices.includes(value.toLowerCase())
      ? { ...fields, [key]: value.toLowerCase() }
      : `\`${key}\` is one of ${choices.join(', ')}`;

const readers: Readonly<Record<string, ReadField>> = {
  type: oneOf(types),
  from: text,
  source: text,
  target: text,
  id: text,
  env: text,
  sharing: oneOf(sharings),
  size: (fields, value) => {
    if (fields.type !== 'tmpfs') return '`size` belongs to mounts of type tmpfs, and stands behind the type';
    const size = readSize(value);
    return size === undefined ? '`size` is a size like `64m`' : { ...fields, size };
  },
  mode: (fields, value) =>
    /^[0-7]+$/.test(value) && parseInt(value, 8) < 2 ** 32
      ? { ...fields, mode: parseInt(value, 8) }
      : '`mode` is octal, like `0755`',
  uid: decimal,
  gid: decimal,
};

type ReadSwitch = (fields: MountFields, on: boolean) => MountFields | string;

const switches: Readonly<Record<string, ReadSwitch>> = {
  readonly: (fields, on) => ({ ...fields, readOnly: on }),
  readwrite: (fields, on) => ({ ...fields, readOnly: !on }),
  required: (fields, on) =>
    fields.type === 'secret' || fields.type === 'ssh'
      ? { ...fields, required: on }
      : '`required` belongs to mounts of type secret and ssh, and stands behind the type',
};

export const mountFieldNames: readonly string[] = [
  ...Object.keys(readers),
  ...Object.keys(switches),
  ...Object.keys(meanings),
];

/** The fields with one more, or what it should be. */
export function readMountField(fields: MountFields, { key, value }: WrittenField): MountFields | string {
  const name = key.toLowerCase();
  const meaning = meanings[name] ?? name;
  const readSwitch = switches[meaning];
  if (readSwitch !== undefined) {
    const on = value === null ? true : readBoolean(value);
    return on === undefined ? `\`${name}\` is true or false` : readSwitch(fields, on);
  }
  const reader = readers[meaning];
  if (reader === undefined) return suggestion(name, mountFieldNames) ?? `there is no field \`${name}\``;
  return value === null ? `\`${name}\` needs a value: \`${name}=…\`` : reader(fields, value, meaning);
}

/** As Go reads booleans. */
function readBoolean(value: string): boolean | undefined {
  if (/^(?:1|t|T|true|TRUE|True)$/.test(value)) return true;
  return /^(?:0|f|F|false|FALSE|False)$/.test(value) ? false : undefined;
}

/** What is wrong with all of them together. */
export function checkMountFields(fields: MountFields): string | undefined {
  const { type, from, source, target, id } = fields;
  const owned = (['mode', 'uid', 'gid'] as const).find((key) => fields[key] !== undefined);
  if (owned !== undefined && (type === 'bind' || type === 'tmpfs'))
    return `\`${owned}\` belongs to mounts of type cache, secret and ssh`;
  if (type === 'secret') {
    if (from) return 'a secret comes from no stage: leave `from` away';
    if (!source && !target && !id) return 'name the secret: `id=NAME`';
    if (source && id) return '`source` and `id` of a secret are the same: give one of them';
  }
  if (type === 'ssh' && source) return 'an agent has no `source`: leave it away';
  return fields.sharing !== undefined && type !== 'cache'
    ? '`sharing` belongs to mounts of type cache'
    : undefined;
}
