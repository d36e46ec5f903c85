// The value of `# check=`, of BUILDKIT_DOCKERFILE_CHECK, and of a `# check=` above one instruction.

export interface Settings {
  readonly skip: readonly string[];
  readonly skipAll: boolean;
  readonly experimental: readonly string[];
  readonly experimentalAll: boolean;
  /** Whatever is found is an error. */
  readonly error: boolean;
}

export const noSettings: Settings = {
  skip: [],
  skipAll: false,
  experimental: [],
  experimentalAll: false,
  error: false,
};

/** A part that cannot be read, and what was expected. */
export interface WrongSetting {
  readonly wrong: string;
  readonly expected: string;
}

/**
 * Reads `skip=A,B;experimental=all;error=true`, as far as the first blank, as BuildKit does. Names of rules that do
 * not exist are none of its business. What comes behind a second semicolon belongs to the third part.
 */
export function readSettings(value: string): Settings | WrongSetting {
  const text = value.split(' ', 1)[0] ?? '';
  if (text === '') return noSettings;
  const [first = '', second, ...others] = text.split(';');
  const parts = [
    first,
    ...(second === undefined ? [] : [second]),
    ...(others.length === 0 ? [] : [others.join(';')]),
  ];
  let settings = noSettings;
  for (const part of parts) {
    const change = readPart(part);
    if ('wrong' in change) return change;
    settings = { ...settings, ...change };
  }
  return settings;
}

export const isWrong = (settings: Settings | WrongSetting): settings is WrongSetting => 'wrong' in settings;

/** Those of an instruction's own on top of the file's: they can only skip or enable more. */
export const mergeSettings = (file: Settings, own: Settings): Settings => ({
  skip: [...file.skip, ...own.skip],
  skipAll: file.skipAll || own.skipAll,
  experimental: [...file.experimental, ...own.experimental],
  experimentalAll: file.experimentalAll || own.experimentalAll,
  error: file.error,
});

const expected =
  'it is made of `skip=RULE,…` or `skip=all`, `experimental=…` and `error=true`, with `;` between';

function readPart(part: string): Partial<Settings> | WrongSetting {
  const equals = part.indexOf('=');
  if (equals === -1) return { wrong: part, expected };
  const value = part.slice(equals + 1).trim();
  switch (part.slice(0, equals).trim()) {
    case 'skip':
      return value === 'all' ? { skipAll: true } : { skip: splitNames(value) };
    case 'experimental':
      return value === 'all' ? { experimentalAll: true } : { experimental: splitNames(value) };
    case 'error':
      return readError(part, value);
    default:
      return { wrong: part, expected };
  }
}

const splitNames = (value: string): string[] => value.split(',').map((name) => name.trim());

/** Go's strconv.ParseBool. */
function readError(part: string, value: string): Partial<Settings> | WrongSetting {
  if (/^(?:1|t|T|true|TRUE|True)$/.test(value)) return { error: true };
  if (/^(?:0|f|F|false|FALSE|False)$/.test(value)) return { error: false };
  return { wrong: part, expected: 'write `error=true` or `error=false`' };
}
