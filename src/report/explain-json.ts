// `refrom explain --format json`: one object. Fields are only ever added; docs/explain.md describes them.
import type { BuildExplanation } from '../explain/explain-build.js';
import { linesOf, locateIn } from '../messages/range.js';

export function formatExplanationJson(
  path: string,
  text: string,
  { notes, steps }: BuildExplanation,
): string {
  const lines = linesOf(text);
  const report = {
    path,
    notes,
    steps: steps.map(({ range, ...step }) => ({ ...step, column: locateIn(lines, range.start).column })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
