import { keywords } from '../../syntax/keywords.js';
import { showControls } from './describe-step.js';
import { span, type Span } from './span.js';

const instruction = new RegExp(String.raw`^(\s*)(${keywords.join('|')})(?=\s|\\$|$)(.*)$`, 'is');

/** Where a line stands: a continuation's first word is no keyword; what this build does not run is faint. */
export type LinePlace = 'first' | 'continuation' | 'outside';

/** Colours by the line alone; tokens of the syntax tree will know better. */
export function highlightLine(line: string, place: LinePlace, isCurrent: boolean): Span[] {
  const text = showControls(line);
  if (/^\s*#/.test(text)) return [span(text, 'comment')];
  const rest = isCurrent ? 'strong' : undefined;
  const match = place === 'continuation' ? null : instruction.exec(text);
  if (match === null) return [span(text, rest)];
  const [, indent = '', keyword = '', words = ''] = match;
  if (place === 'outside') return [span(text, 'faint')];
  return [span(indent), span(keyword, 'keyword'), ...nested(keyword, words, rest)];
}

/** ONBUILD's and HEALTHCHECK's own instruction, and FROM's AS. */
function nested(keyword: string, words: string, rest: Span['style']): Span[] {
  const pattern = { ONBUILD: /^(\s+)(\w+)(.*)$/s, FROM: /^(.*\s)(AS)(\s.*)$/is }[keyword.toUpperCase()];
  const match = pattern?.exec(words);
  if (match === null || match === undefined) return [span(words, rest)];
  const [, before = '', inner = '', after = ''] = match;
  return [span(before, rest), span(inner, 'keyword'), span(after, rest)];
}
