// Scripts of RUN, CMD, ENTRYPOINT and HEALTHCHECK, where a shell runs them whose language we read.
import type { ReadScriptTokens } from '../shell/script-highlighter.js';
import type { Range } from '../messages/range.js';
import type { Canvas } from './canvas.js';

/** Paints the script at `[start, end)` of `text`; the shell never sees what lies in `holes`. */
export function paintScript(
  canvas: Canvas,
  text: string,
  { start, end }: Range,
  readTokens: ReadScriptTokens,
  holes: readonly Range[] = [],
): void {
  let script = text.slice(start, end);
  for (const hole of holes) {
    const [from, to] = [hole.start - start, hole.end - start];
    script = script.slice(0, from) + ' '.repeat(to - from) + script.slice(to);
  }
  for (const token of readTokens(script)) canvas.paint(start + token.start, start + token.end, token.type);
}

/** Whether a program reads the shell's language; by the name of SHELL, of a `#!` line, or of a command. */
export const isShell = (program: string): boolean => /^(?:.*\/)?(?:ba|da|a|k|z)?sh$/.test(program);

/** The program that a `#!` line names: past `env`, and without arguments. */
export function interpreterOf(body: string): string | undefined {
  const words = /^#!\s*([^\r\n]*)/.exec(body)?.[1]?.split(/\s+/);
  if (words === undefined) return undefined;
  return words[0]?.endsWith('/env') === true
    ? words.find((word, at) => at > 0 && !word.startsWith('-'))
    : words[0];
}
