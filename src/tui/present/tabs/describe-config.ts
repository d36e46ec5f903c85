import type { Healthcheck, ImageConfig } from '../../../plan/image-config.js';
import { defaultShell } from '../../../plan/lower/command.js';
import { allBound, boundTo } from '../../../plan/state/bindings.js';
import { configOf } from '../../../plan/state/configuration.js';
import { splitAssignment } from '../../../plan/state/scope.js';
import type { StageState } from '../../../plan/state/stage-state.js';
import { formatDuration } from '../format.js';

export interface ConfigEntry {
  /** The instruction that sets it. */
  readonly field: string;
  /** Which value of the field it is: the name of a variable, a port; empty where there is one only. */
  readonly key: string;
  /** Without the name. */
  readonly value: string;
  /** As it is shown. */
  readonly text: string;
  readonly remark?: string;
}

/** All that a state says beside its files, what counts by default included. */
export function describeConfig(state: StageState): readonly ConfigEntry[] {
  const config = configOf(state);
  return [
    ...(config.Env ?? []).map((entry) => assigned('ENV', ...splitAssignment(entry))),
    single('USER', config.User, 'root'),
    single('WORKDIR', config.WorkingDir, '/'),
    single('SHELL', listed(config.Shell), JSON.stringify(defaultShell)),
    ...Object.entries(config.Labels ?? {}).map(([name, value]) => assigned('LABEL', name, value)),
    ...members('EXPOSE', Object.keys(config.ExposedPorts ?? {})),
    ...optional('ENTRYPOINT', listed(config.Entrypoint)),
    ...optional('CMD', listed(config.Cmd)),
    ...members('VOLUME', Object.keys(config.Volumes ?? {})),
    ...optional('STOPSIGNAL', config.StopSignal),
    ...optional('HEALTHCHECK', describeHealthcheck(config.Healthcheck)),
    ...members('ONBUILD', config.OnBuild ?? []),
    ...argumentsIn(state),
  ];
}

const assigned = (field: string, name: string, value: string): ConfigEntry => ({
  field,
  key: name,
  value,
  text: `${name}=${value}`,
});

const whole = (field: string, text: string): ConfigEntry => ({ field, key: '', value: text, text });

const single = (field: string, value: string | undefined, byDefault: string): ConfigEntry =>
  value === undefined || value === ''
    ? { ...whole(field, byDefault), remark: 'default' }
    : whole(field, value);

const optional = (field: string, value: string | undefined): ConfigEntry[] =>
  value === undefined || value === '' ? [] : [whole(field, value)];

const members = (field: string, values: readonly string[]): ConfigEntry[] =>
  values.map((value) => ({ ...whole(field, value), key: value }));

const listed = (words: ImageConfig['Cmd']): string | undefined =>
  words === undefined || words.length === 0 ? undefined : JSON.stringify(words);

/** ARG alone gives no value, and ENV wins over it. */
const argumentsIn = ({ declared, variables }: StageState): ConfigEntry[] =>
  [...allBound(declared).keys()].map((name) => {
    const variable = boundTo(variables, name);
    if (variable?.from === 'arg') return assigned('ARG', name, variable.value);
    const remark = variable === undefined ? 'no value' : 'ENV has it';
    return { field: 'ARG', key: name, value: '', text: name, remark };
  });

const durations = [
  ['interval', 'Interval'],
  ['timeout', 'Timeout'],
  ['start-period', 'StartPeriod'],
  ['start-interval', 'StartInterval'],
] as const satisfies readonly (readonly [string, keyof Healthcheck])[];

function describeHealthcheck(check: Healthcheck | undefined): string | undefined {
  if (check === undefined) return undefined;
  const [kind = '', ...words] = check.Test ?? [];
  if (kind === 'NONE') return kind;
  const flags = durations.flatMap(([flag, field]) => {
    const nanoseconds = check[field] ?? 0;
    return nanoseconds === 0 ? [] : [`--${flag}=${formatDuration(nanoseconds / 1e6)}`];
  });
  const retries = check.Retries === undefined ? [] : [`--retries=${check.Retries}`];
  const command = kind === 'CMD-SHELL' ? words.join(' ') : JSON.stringify(words);
  return [...flags, ...retries, ...(kind === '' ? [] : ['CMD', command])].join(' ');
}
