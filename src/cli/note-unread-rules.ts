import type { Builder } from '../handover/builder.js';
import type { Handover } from '../handover/choose-handover.js';
import { readsOwnRules } from '../handover/reads-own-rules.js';
import type { Plan } from '../plan/plan.js';
import type { ResumeCut } from '../session/resume-cut.js';
import { readsFiles } from '../session/retry-anew.js';

export interface UnreadRules {
  readonly builder: Builder;
  readonly handover: Handover;
  /** The file beside the resumed one. */
  readonly rules: string | undefined;
}

/** Where what is left copies files, and its builder may know nothing of the rules. */
export function noteUnreadRules(
  { steps }: Plan,
  { stages, current }: ResumeCut,
  { builder, handover, rules }: UnreadRules,
): readonly string[] {
  if (rules === undefined || readsOwnRules(builder, handover)) return [];
  const left = steps.filter(
    ({ id, stage }) => stages[stage] === undefined && (stage !== current?.stage || id > current.step),
  );
  if (!left.some(({ action }) => readsFiles(action))) return [];
  return [`this builder may not read ${rules}: COPY and ADD then take what only that hides`];
}
