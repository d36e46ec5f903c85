import { problem } from '../../messages/message.js';
import type { Flag, HealthcheckInstruction } from '../../syntax/tree.js';
import type { Healthcheck } from '../image-config.js';
import { readDuration } from '../../syntax/values/scalars.js';
import { formatDuration, quoteList, quoteNumber } from './go-format.js';
import { configured, reconfigure, type Lowered, type LoweringContext } from './lowering.js';

/** The duration flags and the configuration's fields. */
const durations: Readonly<Record<string, 'Interval' | 'Timeout' | 'StartPeriod' | 'StartInterval'>> = {
  interval: 'Interval',
  timeout: 'Timeout',
  'start-period': 'StartPeriod',
  'start-interval': 'StartInterval',
};

/** HEALTHCHECK replaces the base's check whole; NONE keeps no interval of it. */
export function lowerHealthcheck(instruction: HealthcheckInstruction, context: LoweringContext): Lowered {
  const { command } = instruction;
  if (command === null) return checked({ Test: ['NONE'] }, context);
  const test = command.form === 'exec' ? ['CMD', ...command.arguments] : ['CMD-SHELL', command.script];
  const fields = Object.assign(
    {},
    ...instruction.flags.map((flag) => readFlag(flag, context)),
  ) as Healthcheck;
  return checked({ ...fields, Test: test }, context);
}

function checked(healthcheck: Healthcheck, { state }: LoweringContext): Lowered {
  const { Test = [], Interval, Timeout, StartPeriod, StartInterval, Retries = 0 } = healthcheck;
  const times = [Interval, Timeout, StartPeriod, StartInterval].map(
    (time = 0) => `"${formatDuration(time)}"`,
  );
  const record = `HEALTHCHECK &{${[quoteList(Test), ...times, quoteNumber(Retries)].join(' ')}}`;
  return configured(reconfigure(state, { Healthcheck: healthcheck }), record);
}

function readFlag(flag: Flag, { messages }: LoweringContext): Healthcheck {
  const text = flag.value ?? '';
  if (text === '') return {};
  if (flag.name === 'retries') {
    // Whether it is a number was checked when it was read; it may have a sign.
    const retries = Number(text);
    return retries === 0 ? {} : { Retries: retries };
  }
  const field = durations[flag.name];
  if (field === undefined) return {};
  const nanoseconds = readDuration(text);
  if (nanoseconds === undefined || (nanoseconds !== 0 && nanoseconds < 1_000_000)) {
    const reason = `HEALTHCHECK --${flag.name}: expected a duration of at least 1ms, such as 30s or 1m30s; found \`${text}\``;
    messages.push(problem('flag-invalid', flag.range, reason));
    return {};
  }
  return nanoseconds === 0 ? {} : { [field]: nanoseconds };
}
