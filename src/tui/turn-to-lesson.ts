import { canReuse } from '../session/reuse.js';
import type { SessionInput } from '../session/transition.js';
import { layOut } from './present/layout.js';
import type { TabName, ViewContext, ViewState } from './view-state.js';

/** In a session that teaches: the explanation at every stop, what a RUN prints while it runs, and why a step failed. */
export function turnToLesson(
  view: ViewState,
  input: SessionInput,
  { session }: Pick<ViewContext, 'session'>,
): ViewState {
  if (!session.teaches) return view;
  switch (input.type) {
    case 'toggleTeaching':
    case 'step/succeeded':
    case 'step/skipped':
    case 'back':
    case 'goTo':
      return session.status === 'paused' ? openTab(view, 'explain') : view;
    case 'step/started': {
      const prints = session.plan.steps[input.step]?.action.type === 'run' && !canReuse(session, input.step);
      return prints ? openTab(view, 'output') : view;
    }
    case 'step/failed':
    case 'session/finished':
      return openTab(view, 'output');
    default:
      return view;
  }
}

/** How such a session opens: where source and pane share the height, the pane has it, and the excerpt in it is the source. */
export function openLesson(view: ViewState): ViewState {
  const opened = openTab(view, 'explain');
  return layOut(opened).type === 'below' ? { ...opened, zoom: 'pane' } : opened;
}

function openTab(view: ViewState, tab: TabName): ViewState {
  if (view.tab === tab) return view;
  const { tabTop, isWhyOpen, ...rest } = view;
  return { ...rest, tab };
}
