import type { Step } from '../../plan/plan.js';

/** `5: RUN make`: the line first, as breakpoints and messages name it. */
export const describeStep = ({ line, text }: Step): string => `${line}: ${onOneRow(text)}`;

/** Text of several lines where there is one row for it. */
export const onOneRow = (text: string): string => showControls(text.trim().replaceAll(/\s+/g, ' '));

/** Control characters of a file as signs: shown, they must not do anything. */
export const showControls = (text: string): string =>
  /[\0-\x1f\x7f-\x9f]/.test(text) ? text.replaceAll(/[\0-\x1f\x7f-\x9f]/g, showControl) : text;

function showControl(character: string): string {
  if (character === '\t') return '    ';
  const code = character.charCodeAt(0);
  if (code === 127) return '␡';
  return code < 32 ? String.fromCharCode(0x2400 + code) : '␦';
}
