import type { Plan } from '../../plan/plan.js';
import type { Source } from '../view-state.js';

const from = /^\s*FROM\s+(?:--\S+\s+)*\S+(?:\s+AS\s+(\S+))?\s*$/i;

/** Stages that stand in the file and not in the plan, as far as their lines alone tell. */
export function findUnplannedStages(
  { lines }: Source,
  { steps }: Plan,
): readonly { readonly name: string; readonly line: number }[] {
  return lines.flatMap((text, index) => {
    const line = index + 1;
    const match = from.exec(text);
    if (match === null || steps.some((step) => line >= step.line && line <= step.endLine)) return [];
    return [{ name: match[1] ?? `the stage on line ${line}`, line }];
  });
}
