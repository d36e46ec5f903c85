// The flags of each instruction, as in BuildKit.
import { readMountFields } from './values/mount-fields.js';
import { readDuration } from './values/scalars.js';

/** A list may be given more than once; a boolean may stand without a value. */
export interface FlagRule {
  readonly kind: 'text' | 'list' | 'boolean';
  /** What is wrong with the value, where that can be said before variables are expanded. */
  readonly check?: (value: string) => string | undefined;
}

export type FlagRules = Readonly<Record<string, FlagRule>>;

const text: FlagRule = { kind: 'text' };
const list: FlagRule = { kind: 'list' };
const boolean: FlagRule = { kind: 'boolean' };

export const noFlags: FlagRules = {};

export const fromFlags: FlagRules = { platform: text };

export const runFlags: FlagRules = {
  mount: { kind: 'list', check: checkMount },
  network: oneOf('default', 'none', 'host'),
  security: oneOf('sandbox', 'insecure'),
  device: list,
};

export const copyFlags: FlagRules = {
  from: { kind: 'text', check: checkOrigin },
  chown: text,
  chmod: text,
  link: boolean,
  parents: boolean,
  exclude: list,
};

export const addFlags: FlagRules = {
  chown: text,
  chmod: text,
  link: boolean,
  checksum: text,
  'keep-git-dir': boolean,
  unpack: boolean,
  exclude: list,
};

const duration: FlagRule = { kind: 'text', check: checkDuration };

export const healthcheckFlags: FlagRules = {
  interval: duration,
  timeout: duration,
  'start-period': duration,
  'start-interval': duration,
  retries: { kind: 'text', check: checkRetries },
};

function oneOf(...values: readonly string[]): FlagRule {
  const expected = values.map((value) => `\`${value}\``).join(', ');
  return {
    kind: 'text',
    check: (value) => (values.includes(value) ? undefined : `it is one of ${expected}`),
  };
}

const millisecond = 1e6;

/** Zero means the default; anything else is at least a millisecond. */
function checkDuration(value: string): string | undefined {
  const duration = value === '' ? 0 : readDuration(value);
  if (duration === undefined) return 'it is a duration like `30s` or `1m30s`';
  return duration === 0 || duration >= millisecond
    ? undefined
    : 'it is at least `1ms`, or `0` for the default';
}

/** The rest of a mount is read after expansion; `from` is never expanded, and says so here. */
function checkMount(value: string): string | undefined {
  const fields = readMountFields(value);
  if (fields === undefined) return 'it is a list like `type=cache,target=/root/.cache`, quoted as in CSV';
  const from = fields.find((field) => field.key === 'from')?.value ?? '';
  return /\$./.test(from) ? noVariables : undefined;
}

const noVariables = '`from` knows no variables: name the image in a stage of its own, `FROM … AS name`';

/** Refused, and not taken literally (BuildKit, toCommand). */
function checkOrigin(value: string): string | undefined {
  return /\$[\p{L}\p{Nd}_{@*#?!$-]/u.test(value) ? noVariables : undefined;
}

function checkRetries(value: string): string | undefined {
  return value === '' || (/^[+-]?\d+$/.test(value) && Number(value) >= 0 && Number(value) < 2 ** 31)
    ? undefined
    : 'it is a whole number, not below 0';
}
