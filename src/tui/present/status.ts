// The three rows at the bottom: done and next, what just happened, and the keys that apply now.
import { labelOf, type KeyBinding, type Mode } from '../keys.js';
import { labelKey } from '../label-key.js';
import type { Step } from '../../plan/plan.js';
import { breakpointAt, formatBreakpoint } from '../../session/breakpoint.js';
import type { SessionState } from '../../session/state.js';
import { describeStep, onOneRow } from './describe-step.js';
import { cutText, widthOf, widthOfAll } from './fit.js';
import { describeFix } from './fix.js';
import { formatDuration } from './format.js';
import { isFixShown } from '../update-fix.js';
import { describeHappened } from './happened.js';
import { runningMilliseconds, type Scene } from './scene.js';
import { row, span, type Row } from './span.js';

/** `done 4 RUN make | next 5 COPY . .`: so that nobody has to guess on which side of a step one stands. */
export function presentProgress(scene: Scene): Row {
  const { session, marks, view } = scene;
  const { steps } = session.plan;
  const half = Math.floor((view.size.columns - 2) / 2) - 1;
  const left = `done ${describeDone(session, steps[session.position - 1], half - 5)}`;
  const next = steps[session.position];
  const verb = verbOf(session);
  return row(
    ' ',
    span(left.slice(0, 4), 'good'),
    left.slice(4),
    span(` ${marks.divider} `, 'faint'),
    span(verb, session.status === 'failed' ? 'bad' : 'current'),
    ` ${next === undefined ? 'the end' : describeStep(next)}`,
  );
}

function describeDone(session: SessionState, step: Step | undefined, width: number): string {
  if (step === undefined) return 'nothing yet';
  const progress = session.steps[step.id];
  const time = progress?.status === 'done' ? ` (${formatDuration(progress.milliseconds ?? 0)})` : '';
  const isUndone = progress?.status === 'reused' || progress?.status === 'skipped';
  const outcome = isUndone ? ` (${progress.status})` : time;
  const remark = progress?.isAccepted === true ? ' (accepted, by hand)' : outcome;
  return cutText(describeStep(step), width - remark.length) + remark;
}

function verbOf({ status, steps, position, replanning }: SessionState): string {
  if ((replanning?.before ?? status) === 'failed') return 'failed';
  return steps[position]?.status === 'running' ? 'running' : 'next';
}

/** What just happened, or why nothing moves. */
export function presentHappening(scene: Scene): Row {
  const text = scene.session.notice ?? describeProblem(scene.session) ?? describeStatus(scene);
  return row(span(` ${onOneRow(text)}`, scene.session.status === 'failed' ? 'bad' : undefined));
}

/** All of it stands below the output. */
const describeProblem = ({ planProblem, status }: SessionState): string | undefined =>
  planProblem === undefined || status === 'running'
    ? undefined
    : `the last good plan stays: ${planProblem.split('\n', 1)[0] ?? ''}`;

function describeStatus(scene: Scene): string {
  const { session } = scene;
  const fix = describeFix(session);
  if (fix !== undefined) return fix;
  switch (session.status) {
    case 'ready':
      return 'preparing';
    case 'running':
      return describeRun(scene);
    case 'paused':
      return joinPause(scene, describeHappened(scene.view.happened));
    case 'failed':
      return session.failure?.message ?? 'the step failed';
    case 'shell':
      return 'a shell is open';
    case 'finished':
      return joinParts(describeImage(session), describeHappened(scene.view.happened));
    case 'ended':
      return 'ended';
  }
}

const joinParts = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');

function describeRun(scene: Scene): string {
  const { position, plan, executing, replanning, opening } = scene.session;
  if (replanning !== undefined) return 'reading the Dockerfile again';
  if (opening !== undefined) return 'opening a shell';
  if (executing !== undefined)
    return `${executing.undoes === true ? 'undoing' : 'running'}: ${executing.text}`;
  const { steps } = plan;
  if (position >= steps.length) return 'making the image';
  const time = runningMilliseconds(scene);
  return `running step ${position + 1} of ${steps.length}${describeGoal(scene.session)}${time === undefined ? '' : ` · ${formatDuration(time)}`}`;
}

function describeGoal({ until, plan, teaches }: SessionState): string {
  if (until === 'pause' || teaches) return '';
  if (until === 'stop') return ', on to a breakpoint, a failure or the end';
  const goal = plan.steps[until.before];
  return goal === undefined ? ', on to the end' : `, on to line ${goal.line}`;
}

/** That a state is made by hand is not to be cut off by what was done before. */
function joinPause(scene: Scene, happened: string): string {
  const pause = describePause(scene);
  return isByHand(scene.session) ? joinParts(pause, happened) : joinParts(happened, pause);
}

const isByHand = ({ position, handmadeFrom = Infinity }: SessionState): boolean => position >= handmadeFrom;

function describePause({ session, keys }: Scene): string {
  const { plan, position, breakpoints, teaches } = session;
  const next = plan.steps[position];
  if (next === undefined) return 'paused after the last step';
  const breakpoint = breakpointAt(breakpoints, plan, next);
  const state = isByHand(session) ? ', in a state made by hand' : '';
  const where = `paused before step ${position + 1} of ${plan.steps.length}${state}`;
  if (breakpoint === undefined)
    return teaches ? `${where}; teaching stops before each, ${labelOf(keys, 'teach')} runs freely` : where;
  const place = breakpoint.type === 'line' ? `on line ${next.line}` : formatBreakpoint(breakpoint);
  return `${where}, at the breakpoint ${place}`;
}

function describeImage({ image }: SessionState): string {
  if (image === undefined) return 'the image is made';
  const tags = image.tags.length === 0 ? '' : ` ${image.tags.join(', ')}`;
  return `made the image ${image.id.replace('sha256:', '').slice(0, 12)}${tags}`;
}

/** One that is only offered leaves the ways on that there were. */
function listForFix({ session, keys }: Scene): readonly KeyBinding[] {
  const named = (...names: string[]): KeyBinding[] => keys.session.filter(({ name }) => names.includes(name));
  const ways = session.fix?.isOffered === true ? named('retry', 'retry-on-top') : [];
  return [...keys.fix.slice(0, -1), ...ways, ...keys.fix.slice(-1), ...named('help')];
}

/** As many hints as there is room for, those of a mode first; help and quit stay. */
export function presentKeys(scene: Scene, mode: Mode = 'session'): Row {
  const { session, view, keys: table } = scene;
  const own = mode === 'session' ? [] : table[mode];
  const listed = isFixShown(view, scene) ? listForFix(scene) : [...own, ...table.session];
  const hints = listed
    .filter(
      ({ hint, applies, isWorthHint = applies }) =>
        hint !== undefined && applies(session) && isWorthHint(session),
    )
    .flatMap(({ keys: [key], hint = '' }) =>
      key === undefined ? [] : [[span(` ${labelKey(key)}`, 'key'), span(` ${hint} `)]],
    );
  const kept = hints.slice(-2);
  let room = view.size.columns - widthOfAll(kept.flat());
  const shown = hints.slice(0, -2).filter((spans) => {
    const width = widthOf(spans.map(({ text }) => text).join(''));
    if (width > room) return false;
    room -= width;
    return true;
  });
  return row(...shown.flat(), ...kept.flat());
}
