// The row of a command that is being typed, and below it its keys or what completes it.
import { isAtEnd } from '../../session/state.js';
import type { CommandPrompt } from '../command-prompt.js';
import { graphemesOf } from '../graphemes.js';
import { showControls } from './describe-step.js';
import { widthOf } from './fit.js';
import type { Scene } from './scene.js';
import { row, span, type Row, type Span } from './span.js';

export function presentCommandPrompt({ session, view }: Scene, prompt: CommandPrompt): readonly [Row, Row] {
  const place = ` ${describePlace(session)}: `;
  const room = view.size.columns - widthOf(place) - 1;
  return [row(span(place, 'current'), ...presentLine(prompt, room)), presentRemark(prompt)];
}

function describePlace(session: Scene['session']): string {
  if (session.failure !== undefined) return 'in what failed';
  return isAtEnd(session) ? 'after the last step' : 'before the step';
}

/** So much of it that the cursor is seen, and as much before it as there is room for. */
function presentLine({ line: { text, cursor } }: CommandPrompt, room: number): readonly Span[] {
  const before = graphemesOf(text.slice(0, cursor)).map(showControls);
  const [under = ' ', ...after] = graphemesOf(text.slice(cursor)).map(showControls);
  while (before.length > 0 && widthOf(before.join('') + under) > room) before.shift();
  return [span(before.join('')), span(under, 'found'), span(after.join(''))];
}

function presentRemark({ completion }: CommandPrompt): Row {
  if (completion === 'asked') return row(span(' …', 'faint'));
  if (completion === undefined)
    return row(
      ...[
        ['Enter', 'runs it as a RUN here'],
        ['Tab', 'completes'],
        ['Up', 'history'],
        ['Esc', 'leaves'],
      ].flatMap(([key = '', does = '']) => [span(` ${key}`, 'key'), span(` ${does} `)]),
    );
  if (completion.length === 0) return row(span(' nothing completes it', 'faint'));
  return row(
    span(` ${String(completion.length)}: `, 'faint'),
    completion.map(nameOf).map(showControls).join('  '),
  );
}

/** The last part of a path: the one that differs. */
const nameOf = (candidate: string): string => /[^/]*\/?$/.exec(candidate)?.[0] ?? candidate;
