import { problem } from '../../messages/message.js';
import { readSignal } from '../../syntax/values/scalars.js';
import type { WordInstruction } from '../../syntax/tree.js';
import { configured, reconfigure, type Lowered, type LoweringContext } from './lowering.js';

/** Those of Linux (moby/sys/signal), without SIG. */
const names: readonly string[] = [
  ...'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM'.split(
    ' ',
  ),
  ...'TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX'.split(' '),
  ...Array.from({ length: 15 }, (_, index) => `RTMIN+${String(index + 1)}`),
  ...Array.from({ length: 14 }, (_, index) => `RTMAX-${String(index + 1)}`),
];

/** Any number but 0, negative ones too. */
function isSignal(text: string): boolean {
  if (/^[+-]?\d+$/.test(text)) return Number(text) !== 0;
  const signal = readSignal(text);
  return signal !== undefined && 'name' in signal && names.includes(signal.name);
}

export function lowerStopsignal(
  instruction: WordInstruction,
  { state, expand, messages }: LoweringContext,
): Lowered {
  const signal = expand(instruction.word);
  if (!isSignal(signal)) {
    const reason = `STOPSIGNAL: expected a signal's name or number, found \`${signal}\``;
    messages.push(problem('argument-invalid', instruction.word.range, reason, 'such as SIGTERM or 15'));
  }
  return configured(reconfigure(state, { StopSignal: signal }), `STOPSIGNAL ${signal}`);
}
