// The difference of two configurations as instructions for docker commit.
import { quoteValue } from '../../plan/expand/quote-value.js';
import type { Healthcheck } from '../../plan/image-config.js';
import { boundSince, boundTo, type Bindings } from '../../plan/state/bindings.js';
import { splitAssignment } from '../../plan/state/scope.js';
import type { Settings, StageState } from '../../plan/state/stage-state.js';

/** Undefined where a value cannot be written: a line break has no spelling. */
export function configChanges(before: StageState, after: StageState): readonly string[] | undefined {
  const changes = [
    ...pairs(
      'ENV',
      newlyBound(before.environment, after.environment).map(([, entry]) => splitAssignment(entry)),
    ),
    ...pairs('LABEL', newlyBound(before.labels, after.labels)),
    ...newlyBound(before.ports, after.ports).map(([port]) => `EXPOSE ${port}`),
    ...newlyBound(before.volumes, after.volumes).map(([path]) => listed('VOLUME', [path])),
    ...settingChanges(before.settings, after.settings),
  ];
  return changes.some((change) => change === undefined || change.includes('\n'))
    ? undefined
    : changes.filter((change) => change !== undefined && change !== '').map(String);
}

/** Not what has the same value as before. */
const newlyBound = <Value>(
  before: Bindings<string, Value>,
  after: Bindings<string, Value>,
): (readonly [string, Value])[] =>
  [...boundSince(after, before)].filter(([name, value]) => boundTo(before, name) !== value);

const settingChanges = (before: Settings, after: Settings): (string | undefined)[] => [
  single('USER', before.User, after.User),
  single('WORKDIR', before.WorkingDir, after.WorkingDir),
  single('STOPSIGNAL', before.StopSignal, after.StopSignal),
  ...healthChange(before.Healthcheck, after.Healthcheck),
  ...commandChanges(before, after),
];

/** ENTRYPOINT first, since it clears CMD. */
export function startCommands({ Entrypoint, Cmd }: Settings): string[] {
  return [
    ...(Entrypoint === undefined || Entrypoint.length === 0
      ? []
      : [`ENTRYPOINT ${JSON.stringify(Entrypoint)}`]),
    ...(Cmd === undefined || Cmd.length === 0 ? [] : [`CMD ${JSON.stringify(Cmd)}`]),
  ];
}

function commandChanges(before: Settings, after: Settings): string[] {
  const isSame = (name: 'Cmd' | 'Entrypoint'): boolean =>
    JSON.stringify(before[name]) === JSON.stringify(after[name]);
  if (isSame('Cmd') && isSame('Entrypoint')) return [];
  return isSame('Entrypoint') ? startCommands({ Cmd: after.Cmd ?? [] }) : startCommands(after);
}

function pairs(keyword: string, entries: readonly (readonly [string, string])[]): (string | undefined)[] {
  return entries.map(([name, value]) => {
    const written = [quoteValue(name, '\\'), quoteValue(value, '\\')];
    return written.includes(undefined) ? undefined : `${keyword} ${written.join('=')}`;
  });
}

function single(keyword: string, before: string | undefined, after: string | undefined): string | undefined {
  if (after === undefined || after === before) return '';
  const written = quoteValue(after, '\\');
  return written === undefined ? undefined : `${keyword} ${written}`;
}

/** The words of a JSON array are expanded too. */
const listed = (keyword: string, words: readonly string[]): string | undefined => {
  const written = words.map((word) => quoteValue(word, '\\'));
  return written.includes(undefined) ? undefined : `${keyword} ${JSON.stringify(written)}`;
};

const flags: readonly (readonly [string, keyof Healthcheck])[] = [
  ['interval', 'Interval'],
  ['timeout', 'Timeout'],
  ['start-period', 'StartPeriod'],
  ['start-interval', 'StartInterval'],
];

function healthChange(before: Healthcheck | undefined, after: Healthcheck | undefined): string[] {
  if (after === undefined || JSON.stringify(before) === JSON.stringify(after)) return [];
  const [kind, ...words] = after.Test ?? [];
  if (kind === 'NONE') return ['HEALTHCHECK NONE'];
  const durations = flags.flatMap(([flag, field]) => {
    const nanoseconds = after[field];
    return typeof nanoseconds === 'number' ? [`--${flag}=${spellDuration(nanoseconds)}`] : [];
  });
  const retries = after.Retries === undefined ? [] : [`--retries=${String(after.Retries)}`];
  const test = kind === 'CMD-SHELL' ? words.join(' ') : JSON.stringify(words);
  return [['HEALTHCHECK', ...durations, ...retries, 'CMD', test].join(' ')];
}

function spellDuration(nanoseconds: number): string {
  if (nanoseconds % 1e9 === 0) return `${String(nanoseconds / 1e9)}s`;
  return nanoseconds % 1e6 === 0 ? `${String(nanoseconds / 1e6)}ms` : `${String(nanoseconds)}ns`;
}

/** What docker commit takes over from the container although the new check does not have it. */
export function keptHealthFlags(before: Healthcheck | undefined, after: Healthcheck | undefined): string[] {
  if (before === undefined || after === undefined) return [];
  const all = [...flags, ['retries', 'Retries'] as const];
  return all.flatMap(([flag, field]) =>
    before[field] !== undefined && after[field] === undefined ? [`--${flag}`] : [],
  );
}
