// The keys of a fix that is shown: where its mark is, and what it asks of the session.
import type { FixRequestAction, ViewAction } from './key-actions.js';
import { unreachable } from '../messages/errors.js';
import type { KeyRequest } from './press-key.js';
import { layOut } from './present/layout.js';
import { fixRows } from './present/fix.js';
import { isStill } from '../session/stillness.js';
import type { SessionInput } from '../session/transition.js';
import { stepToProve } from '../session/work-on-fix.js';
import { showPane, type ViewContext, type ViewState } from './view-state.js';

/**
 * It has the pane, and the keys, as long as nothing runs, and nothing is to be run before it can be proved; and unless the
 * user looks at the tabs.
 */
export const isFixShown = (
  { isFixAside, isHelpOpen }: ViewState,
  { session }: Pick<ViewContext, 'session'>,
): boolean =>
  session.fix !== undefined &&
  stepToProve(session) === undefined &&
  isStill(session) &&
  !isHelpOpen &&
  isFixAside !== true;

export const hasFixAside = ({ isFixAside }: ViewState, { session }: Pick<ViewContext, 'session'>): boolean =>
  isFixAside === true && session.fix !== undefined;

export const takeFixBack = ({ isFixAside, ...view }: ViewState): ViewState => showPane(view);

/** Another fix, and the difference that a proved one shows, are looked at from their beginning, and not left unseen. */
export function keepFixPlace(view: ViewState, input: SessionInput, { session }: ViewContext): ViewState {
  const isNews = input.type === 'fix/proposed' || input.type === 'fix/proved';
  const seen = isNews ? takeFixBack(view) : view;
  if (seen.fixPlace === undefined || (session.fix !== undefined && input.type !== 'fix/proved')) return seen;
  const { fixPlace, ...rest } = seen;
  return rest;
}

type FixViewAction = Extract<ViewAction, { type: 'moveInFix' | 'scrollFix' }>;

export function updateFix(view: ViewState, action: FixViewAction, context: ViewContext): ViewState {
  const { output } = layOut(view);
  const { command = 0, top = 0 } = view.fixPlace ?? {};
  if (action.type === 'scrollFix') {
    const half = Math.max(1, Math.floor(output.height / 2));
    return { ...view, fixPlace: { command, top: keepIn(context, view, top + action.direction * half) } };
  }
  const last = (context.session.fix?.commands.length ?? 0) - 1;
  // With nothing to choose, the rows move.
  if (context.session.fix?.status !== 'proposed' || last < 0)
    return { ...view, fixPlace: { command, top: keepIn(context, view, top + action.direction) } };
  const next = Math.min(Math.max(command + action.direction, 0), last);
  // A title stands above the first command.
  const row = next + 1;
  const visible = Math.min(Math.max(top, row - output.height + 1), next === 0 ? 0 : row);
  return { ...view, fixPlace: { command: next, top: keepIn(context, view, visible) } };
}

function keepIn(context: ViewContext, view: ViewState, top: number): number {
  const { output } = layOut(view);
  const { length } = fixRows({ ...context, view }, output.width);
  return Math.min(Math.max(top, 0), Math.max(0, length - output.height));
}

/** Undefined where the key means nothing now. */
export function askOfFix(
  { fixPlace }: ViewState,
  action: FixRequestAction,
  { session: { fix } }: ViewContext,
): KeyRequest | undefined {
  if (fix === undefined) return undefined;
  switch (action.type) {
    case 'confirmFix':
      return { type: 'command', command: { type: fix.status === 'proved' ? 'applyFix' : 'proveFix' } };
    case 'editFix':
      return fix.status === 'proved' ? undefined : { type: 'editInstruction', text: fix.instruction };
    case 'toggleFixCommand': {
      const marked = fixPlace?.command ?? 0;
      if (fix.status === 'proved' || fix.commands[marked] === undefined) return undefined;
      const kept = fix.commands.flatMap(({ isKept }, index) =>
        (index === marked) !== isKept ? [index] : [],
      );
      return { type: 'command', command: { type: 'proposeFix', kept } };
    }
    default:
      return unreachable(action);
  }
}
