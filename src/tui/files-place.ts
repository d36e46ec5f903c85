// Where one is in the tab Files, and what has to be known to show it.
import type { SessionState } from '../session/state.js';
import { comparison, isAmongCheckpoints } from './checkpoints-place.js';
import { isFolder, listNodes, stateOf, type ListedNode } from './file-tree.js';
import type { FileQuestion, StatePath, StepChanges } from './step-files.js';
import { cursorStep, shownStep, type ViewContext, type ViewState } from './view-state.js';

/** The keys of the files apply: nothing else is in their place. */
export const isAmongFiles = (view: ViewState): boolean => view.files !== undefined && isFilesTabSeen(view);

const isFilesTabSeen = ({ tab, isHelpOpen, isWhyOpen, zoom }: ViewState): boolean =>
  tab === 'files' && !isHelpOpen && isWhyOpen !== true && zoom !== 'source';

/** The one at the cursor; without one the last that ran, as its output is shown too. */
export const filesStep = (view: ViewState, context: ViewContext): number | undefined =>
  view.files?.step ?? (view.cursor === undefined ? shownStep(view, context) : cursorStep(view, context)?.id);

/** What is to be asked for, so that the next frames can show it; undefined where no file is looked at. */
export function neededFiles(view: ViewState, context: ViewContext): FileQuestion | undefined {
  if (view.isHelpOpen) return undefined;
  const ofFix = fixChanges(context.session);
  if (ofFix !== undefined) return ofFix;
  if (isAmongCheckpoints(view)) return comparison(view, context);
  if (!isFilesTabSeen(view)) return undefined;
  const { files } = view;
  if (files?.opened !== undefined) return { type: files.opened, step: files.step, path: files.path };
  const step = filesStep(view, context);
  return step === undefined ? undefined : { type: 'changes', step };
}

/** What a proposed fix is to be held against: the state that was worked in, which is what a failed step left or one before a step. */
export const fixChanges = ({
  fix,
  failure,
  position,
  tried,
}: Pick<SessionState, 'fix' | 'failure' | 'position' | 'tried'>): FileQuestion<'changes'> | undefined => {
  if (fix?.status !== 'proposed' || fix.isPlanned === true) return undefined;
  const worked = failure?.step ?? (tried.length > 0 ? position : undefined);
  return worked === fix.step ? { type: 'changes', step: worked } : undefined;
};

/** Undefined as long as they are not known. */
export function changesOf(step: number, { files }: Pick<ViewContext, 'files'>): StepChanges | undefined {
  const found = files.find({ type: 'changes', step });
  return found?.status === 'known' ? found.answer : undefined;
}

export interface FilesList {
  readonly nodes: readonly ListedNode[];
  /** The number of the node that the cursor is on; -1 where there is none. */
  readonly at: number;
}

export function listFiles({ files }: ViewState, changes: StepChanges): FilesList {
  const nodes = listNodes(changes.tree.roots, files?.toggled ?? []);
  if (files === undefined) return { nodes, at: -1 };
  const at = nodes.findIndex(({ node }) => node.path === files.path);
  return { nodes, at: at === -1 ? Math.min(0, nodes.length - 1) : at };
}

/** What the cursor is on. */
export function cursorNode(view: ViewState, context: ViewContext): ListedNode['node'] | undefined {
  const changes = view.files === undefined ? undefined : changesOf(view.files.step, context);
  if (changes === undefined) return undefined;
  const { nodes, at } = listFiles(view, changes);
  return nodes[at]?.node;
}

/** The file at the cursor, where it is one that has a content. */
export function cursorFile(view: ViewState, context: ViewContext): StatePath | undefined {
  if (view.files?.opened !== undefined) return view.files;
  const node = cursorNode(view, context);
  if (view.files === undefined || node?.change === undefined || isFolder(node)) return undefined;
  return stateOf(node.change).type === 'file' ? { step: view.files.step, path: node.path } : undefined;
}
