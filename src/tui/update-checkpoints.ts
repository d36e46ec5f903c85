// The reducer of the checkpoints: a cursor of their own, and in the place of the list what differs between two.
import { unreachable } from '../messages/errors.js';
import { checkpointAtCursor, cursorCheckpoint, listCheckpoints } from './checkpoints-place.js';
import type { CheckpointsAction, Direction, FileUnit } from './key-actions.js';
import { layOut } from './present/layout.js';
import type { CheckpointsPlace, ViewContext, ViewState } from './view-state.js';

export function updateCheckpoints(
  view: ViewState,
  action: CheckpointsAction,
  context: ViewContext,
): ViewState {
  switch (action.type) {
    case 'enterCheckpoints':
      return enter(view, context);
    case 'moveCheckpoint':
      return move(view, action, context);
    case 'compareCheckpoint':
      return compare(view, context);
    case 'openNaming': {
      const found = cursorCheckpoint(view, context);
      return found === undefined ? view : { ...view, naming: { image: found.checkpoint.image, text: '' } };
    }
    case 'leaveCheckpoints':
      return leave(view);
    default:
      return unreachable(action);
  }
}

/** At the last one: it is the nearest to where things happen. */
function enter(view: ViewState, { session }: ViewContext): ViewState {
  const image = listCheckpoints(session).at(-1)?.checkpoint.image;
  return image === undefined ? view : place(view, { image });
}

function move(
  view: ViewState,
  { by, direction }: { readonly by: FileUnit; readonly direction: Direction },
  { session }: ViewContext,
): ViewState {
  const listed = listCheckpoints(session);
  const distance = { line: 1, page: Math.max(1, layOut(view).output.height - 1), file: listed.length }[by];
  const to = checkpointAtCursor(view, listed) + direction * distance;
  const image = listed[Math.min(Math.max(to, 0), listed.length - 1)]?.checkpoint.image;
  return image === undefined ? view : place(view, { image });
}

function compare(view: ViewState, context: ViewContext): ViewState {
  const found = cursorCheckpoint(view, context);
  return found === undefined ? view : place(view, { image: found.checkpoint.image, isCompared: true });
}

function leave(view: ViewState): ViewState {
  const { checkpoints, tabTop, ...rest } = view;
  return checkpoints?.isCompared === true ? { ...rest, checkpoints: { image: checkpoints.image } } : rest;
}

/** The list goes along with its cursor, wherever it was scrolled to. */
function place({ tabTop, ...view }: ViewState, checkpoints: CheckpointsPlace): ViewState {
  return { ...view, checkpoints };
}
