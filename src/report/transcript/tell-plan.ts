// Of a plan in the place of another, or one that could not be made.
import type { PlanRefused, PlanReplaced } from '../../session/events.js';
import { prose } from './markdown.js';
import type { Telling } from './tell-input.js';
import { nameStep } from './tell-step.js';

export function tellPlan(event: PlanReplaced | PlanRefused, telling: Telling): string {
  if (event.type === 'plan/replaced') return tellReplaced(event, telling);
  if (event.interrupted === true) return 'Interrupted: the Dockerfile was not read again.';
  if (event.keeps !== undefined) return `Nothing was kept: ${prose(telling.hide(event.message))}`;
  // An excerpt would show a text of which no plan says what is secret in it.
  const problems = event.message.split('\n').filter((line) => startsProblem.test(line));
  const told = (problems.length === 0 ? event.message.split('\n', 1) : problems)
    .map((line) => `\n- ${prose(telling.hide(line))}`)
    .join('');
  return `The Dockerfile as it is now gives no plan, and the last good one stays:\n${told}`;
}

/** `path:line:column: reason`. */
const startsProblem = /^\S.*?:\d+:\d+: /;

function tellReplaced({ source, sameAs, keeps }: PlanReplaced, { before, after, hide }: Telling): string {
  if (keeps !== undefined) return `To be kept anyway: ${prose(hide(after.notice ?? ''))}.`;
  const what =
    source === 'given' ? 'A text that is not in the file was planned' : 'The Dockerfile was read again';
  const { steps } = after.plan;
  const changed = steps.find(({ id }) => sameAs[id] === null);
  if (changed !== undefined) return `${what}: it changes from ${nameStep(after, changed.id, hide)} on.`;
  return steps.length === before.plan.steps.length
    ? `${what}: the plan is the same.`
    : `${what}: steps are gone, and ${String(steps.length)} are left.`;
}
