import type { Step } from '../../plan/plan.js';

/** `5: RUN make`: the line first, as breakpoints and messages name it. */
export const describeStep = ({ line, text }: Step): string => `${line}: ${onOneRow(text)}`;

/** Text of several lines where there is one row for it. */
export const onOneRow = (text: string): string => showControls(text.trim().replaceAll(/\s+/g, ' '));

/** Control characters of a file, and bytes that are no text, as signs: shown, they must not do anything. */
export const showControls = (text: string): string => text.replaceAll(unshown, showControl);

/** Half a pair alone stands for a byte; what a terminal shows for it is a column wide. */
const unshown = /[\0-\x1f\x7f-\x9f\ud800-\udfff]/gu;

function showControl(character: string): string {
  if (character === '\t') return '    ';
  const code = character.charCodeAt(0);
  if (code === 127) return '␡';
  if (code > 0xff) return '\uFFFD';
  return code < 32 ? String.fromCharCode(0x2400 + code) : '␦';
}
