// The reducer of the view: where one looks after a key, an event or a new window size. Pure.
import { unreachable } from '../messages/errors.js';
import type { LineCompletion } from '../session/line-completion.js';
import type { SessionInput } from '../session/transition.js';
import { complete, openPrompt } from './command-prompt.js';
import type { EditedLine } from './edit-line.js';
import type { CursorUnit, Direction, FileUnit, ScrollUnit, ViewAction } from './key-actions.js';
import { observe } from './happened.js';
import { layOut } from './present/layout.js';
import { helpLength } from './present/help.js';
import { paneTop, withPaneTop } from './pane-top.js';
import { contentOf, tabNames } from './present/tabs/tabs.js';
import { scrollPane, type RowUnit } from './scroll-pane.js';
import { updateCheckpoints } from './update-checkpoints.js';
import { updateFiles } from './update-files.js';
import { isFixShown, keepFixPlace, updateFix } from './update-fix.js';
import { updateSearch } from './update-search.js';
import { moveCursor, notchRows, putCursor, scrollSource } from './move-cursor.js';
import { scrollIntoView } from './scroll-source.js';
import { turnToLesson } from './turn-to-lesson.js';
import {
  cursorLine,
  showPane,
  shownStep,
  type Size,
  type TabName,
  type ViewContext,
  type ViewState,
  type Zoom,
} from './view-state.js';

export type ViewUpdate =
  | ViewAction
  | { readonly type: 'resize'; readonly size: Size }
  /** For the line as it was then. */
  | { readonly type: 'completed'; readonly line: EditedLine; readonly completion: LineCompletion }
  | { readonly type: 'putCursor'; readonly line: number }
  | { readonly type: 'openTab'; readonly tab: TabName }
  /** The lines move, and the cursor only where it would be out of sight. */
  | { readonly type: 'scrollSource'; readonly direction: Direction }
  /** The session took this input; its state is already the one after it. */
  | { readonly type: 'session'; readonly input: SessionInput };

export function updateView(view: ViewState, update: ViewUpdate, context: ViewContext): ViewState {
  return keepCursorVisible(applyUpdate(view, update, context), context);
}

function applyUpdate(view: ViewState, update: ViewUpdate, context: ViewContext): ViewState {
  switch (update.type) {
    case 'resize':
      return keepHelpFilled({ ...view, size: update.size });
    case 'toggleHelp':
      return { ...view, isHelpOpen: !view.isHelpOpen, helpTop: 0 };
    case 'openPrompt':
      return { ...view, isHelpOpen: false, prompt: '' };
    case 'openCommand':
      return { ...view, isHelpOpen: false, command: openPrompt };
    case 'completed':
      return view.command === undefined
        ? view
        : { ...view, command: complete(view.command, update.line, update.completion) };
    case 'toggleWhy':
      return { ...showPane(view), isHelpOpen: false, isWhyOpen: view.isWhyOpen !== true };
    case 'follow':
      return followExecution(view);
    case 'moveCursor':
      return view.isHelpOpen ? moveHelp(view, update) : moveCursor(withoutFiles(view), update, context);
    case 'scrollPane':
      if (isFixShown(view, context))
        return updateFix(view, { type: 'scrollFix', direction: update.direction }, context);
      return view.isHelpOpen || view.zoom === 'source' ? view : movePane(view, update, context);
    case 'putCursor':
      return putCursor(withoutFiles(view), update.line, context);
    case 'scrollSource':
      return scrollSource(view, update.direction, context);
    case 'changeTab':
      return changeTab(view, update.direction);
    case 'openTab':
      return openTab(view, update.tab);
    case 'zoom':
      return changeZoom(view, update.direction);
    case 'openSearch':
    case 'typeSearch':
    case 'eraseSearch':
    case 'findMatch':
    case 'closeSearch':
      return updateSearch(view, update, context);
    case 'moveFile':
      return view.files?.opened === undefined
        ? updateFiles(view, update, context)
        : movePane(view, { by: scrollUnits[update.by], direction: update.direction }, context);
    case 'enterFiles':
    case 'openFile':
    case 'openDifference':
    case 'leaveFiles':
      return updateFiles(view, update, context);
    case 'moveCheckpoint':
    case 'enterCheckpoints':
    case 'compareCheckpoint':
    case 'openNaming':
    case 'leaveCheckpoints':
      return update.type === 'moveCheckpoint' && view.checkpoints?.isCompared === true
        ? movePane(view, { by: scrollUnits[update.by], direction: update.direction }, context)
        : updateCheckpoints(view, update, context);
    case 'moveInFix':
    case 'scrollFix':
      return updateFix(view, update, context);
    case 'session':
      return takeInput(view, update.input, context);
    default:
      return unreachable(update);
  }
}

function takeInput(view: ViewState, input: SessionInput, context: ViewContext): ViewState {
  const told = withHappened(keepFixPlace(view, input, context), input, context);
  return turnToLesson(observeSession(told, input, context), input, context);
}

function followExecution(view: ViewState): ViewState {
  const { cursor, outputTop, tabTop, isWhyOpen, files, checkpoints, ...rest } = view;
  return rest;
}

function movePane(
  view: ViewState,
  { by, direction }: { by: ScrollUnit; direction: Direction },
  context: ViewContext,
): ViewState {
  const { output } = layOut(view);
  const content = contentOf({ ...context, view }, output);
  const height = output.height - content.footer.length;
  const rows = { row: 1, notch: notchRows, halfPage: Math.max(1, Math.floor(output.height / 2)) };
  const unit: RowUnit = by === 'all' ? by : rows[by];
  const top = scrollPane(content.lines, height, paneTop(view, content, height), unit, direction);
  return withPaneTop(view, content, height, top);
}

/** The cursor is put to another step, whose files are others. */
const withoutFiles = ({ files, ...view }: ViewState): ViewState => view;

/** What a text in the pane moves by where the list of files would move its cursor. */
const scrollUnits: Readonly<Record<FileUnit, ScrollUnit>> = { line: 'row', page: 'halfPage', file: 'all' };

/** From the last one on to the first, so that no tab is far. */
function changeTab(view: ViewState, direction: Direction): ViewState {
  const index = tabNames.indexOf(view.tab) + direction;
  return openTab(view, tabNames.at(index % tabNames.length) ?? view.tab);
}

/** What was asked for is seen: nothing stays in its place. */
function openTab(view: ViewState, tab: TabName): ViewState {
  const { tabTop, isWhyOpen, files, checkpoints, ...rest } = showPane(view);
  return { ...rest, isHelpOpen: false, tab };
}

const zooms: readonly Zoom[] = ['both', 'pane', 'source'];

function changeZoom(view: ViewState, direction: Direction): ViewState {
  const index = zooms.indexOf(view.zoom) + direction;
  return { ...view, isHelpOpen: false, zoom: zooms.at(index % zooms.length) ?? view.zoom };
}

function moveHelp(view: ViewState, { by, direction }: { by: CursorUnit; direction: Direction }): ViewState {
  const page = Math.max(1, layOut(view).help.height - 1);
  const distance = { line: 1, notch: notchRows, page, stage: page, file: helpLength }[by];
  return keepHelpFilled({ ...view, helpTop: view.helpTop + direction * distance });
}

function keepHelpFilled(view: ViewState): ViewState {
  const last = Math.max(0, helpLength - layOut(view).help.height);
  return { ...view, helpTop: Math.min(Math.max(view.helpTop, 0), last) };
}

function withHappened(view: ViewState, input: SessionInput, { session }: ViewContext): ViewState {
  const happened = observe(view.happened, input, (step) => session.plan.steps[step]?.line ?? 0);
  return happened === undefined || happened === view.happened ? view : { ...view, happened };
}

/** A step's beginning, and every command that moves the session, bring the eyes back to where things happen. */
function observeSession(view: ViewState, input: SessionInput, context: ViewContext): ViewState {
  switch (input.type) {
    case 'next':
    case 'continue':
    case 'retry':
    case 'back':
    case 'goTo':
    case 'runAgain':
    case 'skip':
    case 'proveFix':
    case 'acceptWreck':
    // Lines and steps have other numbers.
    case 'plan/replaced':
      return followExecution(view);
    case 'step/started':
      return beginStep({ ...view, runningSince: Date.parse(input.time) }, input.step, context);
    case 'step/succeeded':
    case 'step/failed': {
      const { runningSince, ...rest } = view;
      return rest;
    }
    default:
      return view;
  }
}

/** A place in the output of the step before says nothing about this one's. */
function beginStep(view: ViewState, step: number, context: ViewContext): ViewState {
  const { outputTop, ...rest } = view;
  return shownStep(view, context) === step ? rest : view;
}

function keepCursorVisible(view: ViewState, context: ViewContext): ViewState {
  const line = cursorLine(view, context);
  const step = context.session.plan.steps.find((each) => each.line === line);
  const sourceTop = scrollIntoView(view.sourceTop, {
    line,
    endLine: view.cursor === undefined ? (step?.endLine ?? line) : line,
    height: layOut(view).source.height,
    length: context.source.lines.length,
  });
  return sourceTop === view.sourceTop ? view : { ...view, sourceTop };
}
