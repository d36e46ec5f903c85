import type { Token, TokenType } from '../../highlight/token.js';
import { showControls } from './describe-step.js';
import { span, type Span, type Style } from './span.js';

export interface LineLook {
  readonly isCurrent: boolean;
  /** Of a step that this build does not run. */
  readonly isOutside: boolean;
}

/** A line of the source in the colours of its tokens, which are in order and have offsets in the line. */
export function highlightLine(
  line: string,
  tokens: readonly Token[],
  { isCurrent, isOutside }: LineLook,
): Span[] {
  if (isOutside) return [span(showControls(line), tokens[0]?.type === 'comment' ? 'comment' : 'faint')];
  const rest = isCurrent ? 'strong' : undefined;
  const spans: Span[] = [];
  let at = 0;
  for (const { type, start, end } of tokens) {
    if (start > at) spans.push(span(showControls(line.slice(at, start)), rest));
    spans.push(span(showControls(line.slice(start, end)), styles[type] ?? rest));
    at = end;
  }
  if (at < line.length || spans.length === 0) spans.push(span(showControls(line.slice(at)), rest));
  return spans;
}

/** What is not among them looks like the rest of its line. */
const styles: Readonly<Partial<Record<TokenType, Style>>> = {
  instruction: 'keyword',
  keyword: 'keyword',
  'heredoc-marker': 'keyword',
  comment: 'comment',
  directive: 'comment',
  string: 'string',
  'heredoc-body': 'string',
  variable: 'variable',
  modifier: 'variable',
  flag: 'symbol',
  name: 'symbol',
  stage: 'symbol',
  command: 'symbol',
};
