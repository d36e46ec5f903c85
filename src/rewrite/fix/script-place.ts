// The script of a RUN, and where each of its characters stands in the file.
import { quoteForShell } from '../../shell/quote-for-shell.js';
import { loneHeredoc } from '../../syntax/lone-heredoc.js';
import type { DockerfileTree, LogicalText, RunInstruction } from '../../syntax/tree.js';

export interface ScriptPlace {
  readonly script: string;
  readonly form:
    | 'shell'
    /** One heredoc and nothing beside it: its lines are the script. */
    | 'heredoc'
    /** Its words, quoted for a shell: the script stands nowhere in the file. */
    | 'exec';
  readonly logical: LogicalText;
  /** Where the script begins in `logical`. */
  readonly start: number;
}

/** Undefined for a heredoc that is no shell's. */
export function placeScript(tree: DockerfileTree, instruction: RunInstruction): ScriptPlace | undefined {
  const { command, rest, logical } = instruction;
  if (command.form === 'exec') {
    const script = command.arguments.map(quoteForShell).join(' ');
    return { script, form: 'exec', logical, start: rest.start };
  }
  const lone = loneHeredoc(instruction);
  if (lone === undefined) return { script: command.script, form: 'shell', logical, start: rest.start };
  if (/^#!(?!.*\b(?:sh|bash|dash|ash|zsh|ksh)\b)/.test(lone.body)) return undefined;
  const body = joinBody(tree.text, lone.bodyRange.start, lone.bodyRange.end, lone.chomp);
  return { script: body.text, form: 'heredoc', logical: body, start: 0 };
}

/** Of `<<-` the tabs that begin lines are no part of the script. */
function joinBody(text: string, start: number, end: number, chomp: boolean): LogicalText {
  const pieces: { logical: number; source: number; length: number }[] = [];
  let joined = '';
  for (let at = start; at < end;) {
    const found = text.indexOf('\n', at);
    const next = found === -1 || found >= end ? end : found + 1;
    let begin = at;
    while (chomp && begin < next && text[begin] === '\t') begin += 1;
    if (next > begin) pieces.push({ logical: joined.length, source: begin, length: next - begin });
    joined += text.slice(begin, next);
    at = next;
  }
  return { text: joined, pieces };
}
