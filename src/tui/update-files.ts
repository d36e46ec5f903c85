// The reducer of the files: a cursor of their own, folders folded and unfolded, a file's text in the place of the list.
import { unreachable } from '../messages/errors.js';
import { isFolder } from './file-tree.js';
import { changesOf, cursorFile, cursorNode, filesStep, listFiles } from './files-place.js';
import type { Direction, FilesAction, FileUnit } from './key-actions.js';
import { layOut } from './present/layout.js';
import type { FilesPlace, ViewContext, ViewState } from './view-state.js';

export function updateFiles(view: ViewState, action: FilesAction, context: ViewContext): ViewState {
  switch (action.type) {
    case 'enterFiles':
      return enter(view, context);
    case 'moveFile':
      return move(view, action, context);
    case 'openFile':
      return openFile(view, context);
    case 'openDifference':
      return show(view, 'difference', context);
    case 'leaveFiles':
      return leave(view);
    default:
      return unreachable(action);
  }
}

/** Where there are none there is nothing to be among. */
function enter(view: ViewState, context: ViewContext): ViewState {
  const step = filesStep(view, context);
  const changes = step === undefined ? undefined : changesOf(step, context);
  const first = changes?.tree.roots[0];
  if (step === undefined || first === undefined) return view;
  return place(view, { step, path: first.path, toggled: [] });
}

function move(
  view: ViewState,
  { by, direction }: { readonly by: FileUnit; readonly direction: Direction },
  context: ViewContext,
): ViewState {
  const { files } = view;
  const changes = files === undefined ? undefined : changesOf(files.step, context);
  if (files === undefined || changes === undefined) return view;
  const { nodes, at } = listFiles(view, changes);
  const distance = { line: 1, page: Math.max(1, layOut(view).output.height - 1), file: nodes.length }[by];
  const node = nodes[Math.min(Math.max(at + direction * distance, 0), nodes.length - 1)]?.node;
  return node === undefined ? view : place(view, { ...files, path: node.path });
}

function openFile(view: ViewState, context: ViewContext): ViewState {
  const node = cursorNode(view, context);
  const { files } = view;
  if (files === undefined || files.opened !== undefined) return view;
  if (node === undefined || !isFolder(node)) return show(view, 'text', context);
  const { toggled } = files;
  const { path } = node;
  const others = toggled.filter((each) => each !== path);
  return place(view, {
    ...files,
    path,
    toggled: others.length < toggled.length ? others : [...toggled, path],
  });
}

/** From the one to the other too. */
function show(view: ViewState, opened: 'text' | 'difference', context: ViewContext): ViewState {
  const file = cursorFile(view, context);
  return view.files === undefined || file === undefined
    ? view
    : place(view, { ...view.files, path: file.path, opened });
}

function leave(view: ViewState): ViewState {
  const { files, tabTop, ...rest } = view;
  if (files?.opened === undefined) return rest;
  const { opened, ...list } = files;
  return { ...rest, files: list };
}

/** The list goes along with its cursor, wherever it was scrolled to. */
function place({ tabTop, ...view }: ViewState, files: FilesPlace): ViewState {
  return { ...view, files };
}
