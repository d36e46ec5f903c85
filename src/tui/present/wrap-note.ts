import { showControls } from './describe-step.js';
import { row, span, type Row, type Style } from './span.js';
import { wrapLine } from './wrap-line.js';

/** A sentence in as many rows as it takes. Messages name files, whose names can hold anything. */
export const wrapNote = (text: string, width: number, style: Style): Row[] =>
  text
    .split('\n')
    .flatMap((line) => wrapLine(showControls(line), width).map((each) => row(span(each, style))));
