import type { Happened } from '../happened.js';
import { formatBytes, formatCount, formatDuration } from './format.js';

/** `line 4 done in 1.2s, checkpoint kept (3MB)`; empty where nothing is to be told. */
export const describeHappened = (happened: Happened | undefined): string =>
  happened === undefined
    ? ''
    : [
        describeSteps(happened),
        happened.problem ?? '',
        describeShell(happened),
        describeReplay(happened),
        describeKept(happened),
      ]
        .filter((part) => part !== '')
        .join(', ');

function describeSteps(happened: Happened): string {
  const { command, done, reused, skipped, milliseconds, line } = happened;
  const total = done + reused + skipped;
  if (total === 0) return command === 'back' || command === 'goTo' ? 'went back' : '';
  const time = formatDuration(milliseconds);
  if (total === 1) {
    if (skipped === 1) return `line ${line} skipped`;
    const again = command === 'retry' ? ' at another try' : '';
    return done === 1 ? `line ${line} done${again} in ${time}` : `line ${line} reused from a checkpoint`;
  }
  const parts = [
    ...(reused === 0 ? [] : [`${formatCount(reused, 'step')} reused`]),
    ...(done === 0 ? [] : [`${formatCount(done, 'step')} done in ${time}`]),
    ...(skipped === 0 ? [] : [`${formatCount(skipped, 'step')} skipped`]),
  ];
  return parts.join(', ');
}

const describeShell = ({ shellExitCode }: Happened): string =>
  shellExitCode === undefined ? '' : `left the shell (exit code ${shellExitCode})`;

const describeReplay = ({ replayed = 0 }: Happened): string =>
  replayed === 0 ? '' : `${formatCount(replayed, 'step')} run again to get there`;

const describeKept = ({ kept }: Happened): string => {
  if (kept === undefined) return '';
  const what = kept.count === 1 ? 'checkpoint' : formatCount(kept.count, 'checkpoint');
  return kept.bytes === 0 ? `${what} kept` : `${what} kept (${formatBytes(kept.bytes)})`;
};
