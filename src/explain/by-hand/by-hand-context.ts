// What all the ways by hand have in common: the images and the container they go from and to.
import type { Outline } from '../../plan/outline.js';
import type { Plan, Step } from '../../plan/plan.js';
import { triggersOf } from '../../plan/state/configuration.js';
import type { StageState } from '../../plan/state/stage-state.js';
import type { Explained } from '../explained.js';
import { hiddenValues } from '../hidden.js';
import { commandLine, type Hidden, type Part } from './command-line.js';

export interface HandContext {
  readonly outline: Outline;
  readonly plan: Plan;
  readonly step: Step;
  /** The state before the step. */
  readonly before: StageState;
  /** The images before and after the step. */
  readonly from: string;
  readonly to: string;
  /** Whether all images below the stage are known, so that what is not set is not set. */
  readonly isKnown: boolean;
  readonly hidden: Hidden;
}

export const imageAfter = (step: number): string => `by-hand:${String(step + 1)}`;

export function openHandContext({ outline, plan, known }: Explained, step: Step): HandContext {
  return {
    outline,
    plan,
    step,
    before: plan.steps[step.id - 1]?.after ?? step.after,
    from: imageAfter(step.id - 1),
    to: imageAfter(step.id),
    isKnown: known.has(step.stage),
    hidden: hiddenValues(outline),
  };
}

/** Whether the image before the step certainly has neither ENTRYPOINT nor CMD. */
export const hasNoCommand = ({ before: { settings }, isKnown }: HandContext): boolean =>
  isKnown && (settings.Entrypoint ?? []).length === 0 && (settings.Cmd ?? []).length === 0;

/** docker create wants a command where the image has none; it is never executed, but stays in the image. */
export function createLine(context: HandContext, flags: readonly Part[] = []): string {
  const command = hasNoCommand(context) ? ['x'] : [];
  const words = ['docker', 'create', '--name', 'by-hand', ...flags, context.from, ...command];
  return commandLine(words, context.hidden);
}

/**
 * `changes` are instructions; what docker commit takes over from no container (the author, and triggers for later)
 * is said again each time.
 */
export function commitLine(context: HandContext, changes: readonly Part[]): string {
  const { author } = context.step.after;
  const triggers = triggersOf(context.step.after).map((trigger) => `ONBUILD ${trigger}`);
  const flags = [...changes, ...triggers].flatMap((change): Part[] => ['-c', change]);
  const by = author === undefined ? [] : ['-a', author];
  return commandLine(['docker', 'commit', ...by, ...flags, 'by-hand', context.to], context.hidden);
}

/** Another name for the same image. */
export const tagLine = ({ from, to, hidden }: HandContext): string =>
  commandLine(['docker', 'tag', from, to], hidden);

export const removeLine = (...others: readonly string[]): string =>
  ['docker rm -v by-hand', ...others].join(' ');

/** What nobody would type, and what would make the text of a whole file go with the square of its length. */
export const mostTold = 100;

export const tooMany = (count: number, what: string): string =>
  `${String(count)} ${what} are too many for a command by hand`;

export const keptCommand = 'docker commit cannot take a command away: it stays as CMD until one is set';
