import type { SessionCommand } from '../session/commands.js';
import { unreachable } from '../messages/errors.js';
import { remember, typeCommand, type CommandPrompt } from './command-prompt.js';
import type { EditedLine } from './edit-line.js';
import { graphemesOf } from './graphemes.js';
import { cursorCheckpoint } from './checkpoints-place.js';
import { commandAtCursor } from './command-at-cursor.js';
import { cursorFile } from './files-place.js';
import { modeOf } from './mode-of.js';
import { askOfFix, hasFixAside, isFixShown, takeFixBack } from './update-fix.js';
import { findBinding, type KeyBinding } from './keys.js';
import type { FileQuestion, StatePath } from './step-files.js';
import { typeKey } from './type-key.js';
import { updateView } from './update-view.js';
import { cursorLine, showPane, type ViewContext, type ViewState } from './view-state.js';

/** What a key asks of the world. */
export type KeyRequest =
  | { readonly type: 'command'; readonly command: SessionCommand }
  | { readonly type: 'interrupt' }
  | { readonly type: 'edit'; readonly line: number }
  /** Answered by a command `proposeFix` with the instruction as it was left. */
  | { readonly type: 'editInstruction'; readonly text: string }
  /** Answered by the update `completed`. */
  | { readonly type: 'complete'; readonly line: EditedLine }
  | { readonly type: 'ask'; readonly question: FileQuestion }
  | { readonly type: 'extract'; readonly place: StatePath }
  | { readonly type: 'nameCheckpoint'; readonly image: string; readonly name: string }
  | { readonly type: 'redraw' };

export interface KeyPressed {
  readonly view: ViewState;
  readonly request?: KeyRequest;
}

/** What a key does here and now. Pure; keys that mean nothing change nothing. */
export function pressKey(view: ViewState, key: string, context: ViewContext): KeyPressed {
  if (view.prompt !== undefined) return type(view, view.prompt, key);
  if (view.naming !== undefined) return typeName(view, view.naming, key);
  if (view.command !== undefined) return pressInCommand(view, view.command, key, context);
  if (view.search !== undefined) return pressInSearch(view, key, context);
  if (isFixShown(view, context)) return pressInFix(view, key, context);
  const own = findBinding(context.keys, modeOf(view), key);
  const binding = own ?? findBinding(context.keys, 'session', key);
  if (binding === undefined) return { view };
  if (view.isHelpOpen && closesHelp(binding))
    return { view: updateView(view, { type: 'toggleHelp' }, context) };
  return perform(view, binding, context);
}

function type(view: ViewState, prompt: string, key: string): KeyPressed {
  const typed = typeKey(prompt, key);
  if (typed.type === 'text') return { view: { ...view, prompt: typed.text } };
  const { prompt: _, ...rest } = view;
  const place = prompt.trim();
  if (typed.type === 'left' || place === '') return { view: rest };
  return { view: rest, request: { type: 'command', command: { type: 'setBreakpoint', place } } };
}

function typeName(view: ViewState, naming: NonNullable<ViewState['naming']>, key: string): KeyPressed {
  const typed = typeKey(naming.text, key);
  if (typed.type === 'text') return { view: { ...view, naming: { ...naming, text: typed.text } } };
  const { naming: _, ...rest } = view;
  const name = naming.text.trim();
  if (typed.type === 'left' || name === '') return { view: rest };
  return { view: rest, request: { type: 'nameCheckpoint', image: naming.image, name } };
}

function pressInCommand(
  view: ViewState,
  command: CommandPrompt,
  key: string,
  context: ViewContext,
): KeyPressed {
  const { commandHistory = [] } = view;
  const typed = typeCommand(command, key, commandHistory);
  if (typed.type === 'edited') return { view: { ...view, command: typed.prompt } };
  if (typed.type === 'completionAsked')
    return { view: { ...view, command: typed.prompt }, request: { type: 'complete', line: command.line } };
  const { command: _, ...rest } = view;
  if (typed.type === 'left') return { view: rest };
  const script = typed.text.trimEnd();
  // What it prints is seen as it comes.
  const following = updateView({ ...showPane(rest), tab: 'output' }, { type: 'follow' }, context);
  return {
    view: { ...following, commandHistory: remember(commandHistory, typed.text) },
    request: {
      type: 'command',
      command: { type: 'execute', command: { form: 'shell', script }, keeps: true },
    },
  };
}

/** Characters are text; of the other keys those that scroll do what they always do. */
function pressInSearch(view: ViewState, key: string, context: ViewContext): KeyPressed {
  const text = key === 'space' ? ' ' : key;
  if (graphemesOf(text).length === 1)
    return { view: updateView(view, { type: 'typeSearch', text }, context) };
  const binding = findBinding(context.keys, 'search', key) ?? findBinding(context.keys, 'session', key);
  const isOpen = binding !== undefined && allowedInSearch.has(binding.action.type);
  return isOpen ? perform(view, binding, context) : { view };
}

const allowedInSearch: ReadonlySet<KeyBinding['action']['type']> = new Set([
  'findMatch',
  'eraseSearch',
  'closeSearch',
  'scrollPane',
  'redraw',
] as const);

/** What is the same everywhere stays the same: help, the division of the screen, the source beside it. */
function pressInFix(view: ViewState, key: string, context: ViewContext): KeyPressed {
  const own = findBinding(context.keys, 'fix', key);
  const usual = findBinding(context.keys, 'session', key);
  const isOffered = context.session.fix?.isOffered === true;
  if (own !== undefined && !(isOffered && usual !== undefined && leaves(usual)))
    return perform(view, own, context);
  if (usual !== undefined && leadsAside.has(usual.action.type)) return setAside(view, usual, context);
  const allowed = isOffered ? allowedInOffer : allowedInFix;
  return usual !== undefined && allowed.has(usual.action.type) ? perform(view, usual, context) : { view };
}

const leaves = ({ name }: KeyBinding): boolean => name === 'quit' || name === 'interrupt';

/** The tab that was looked at before is looked at again first. */
function setAside(view: ViewState, binding: KeyBinding, context: ViewContext): KeyPressed {
  const aside: ViewState = { ...showPane(view), isFixAside: true };
  return binding.action.type === 'changeTab' ? { view: aside } : perform(aside, binding, context);
}

/** What is looked for in the tabs is not in the fix; `f` leads back to it. */
const leadsAside: ReadonlySet<KeyBinding['action']['type']> = new Set(['changeTab', 'openSearch'] as const);

const allowedInFix: ReadonlySet<KeyBinding['action']['type']> = new Set([
  'toggleHelp',
  'zoom',
  'redraw',
] as const);

/** Whoever did not ask for a fix goes on as without it. */
const allowedInOffer: typeof allowedInFix = new Set([
  ...allowedInFix,
  'command',
  'goToCursor',
  'runCursorAgain',
  'keepCursor',
  'openCommand',
  'interrupt',
] as const);

/** In the help, leaving means leaving the help. */
const closesHelp = ({ name }: KeyBinding): boolean => name === 'follow' || name === 'quit';

function perform(view: ViewState, { action }: KeyBinding, context: ViewContext): KeyPressed {
  switch (action.type) {
    case 'command':
      return hasFixAside(view, context) && action.command.type === 'proposeFix'
        ? { view: takeFixBack(view) }
        : request(view, action);
    case 'toggleBreakpointAtCursor':
    case 'goToCursor':
    case 'runCursorAgain':
    case 'keepCursor':
      return request(view, { type: 'command', command: commandAtCursor(view, action.type, context) });
    case 'interrupt': {
      const isRunning = context.session.status === 'running';
      return request(
        view,
        isRunning ? { type: 'interrupt' } : { type: 'command', command: { type: 'quit' } },
      );
    }
    case 'toggleFixCommand':
    case 'editFix':
    case 'confirmFix': {
      const asked = askOfFix(view, action, context);
      return asked === undefined ? { view } : request(view, asked);
    }
    case 'redraw':
      return { view, request: action };
    case 'editAtCursor':
      // The terminal is about to be lent to it.
      if (context.session.opening !== undefined) return { view };
      return request(view, { type: 'edit', line: cursorLine(view, context) });
    case 'enterPane':
      return enterPane(view, context);
    case 'extractFile': {
      const place = cursorFile(view, context);
      return place === undefined ? { view } : { view, request: { type: 'extract', place } };
    }
    case 'goToCheckpoint':
      return goToCheckpoint(view, context);
    case 'enterFiles':
    case 'moveFile':
    case 'openFile':
    case 'openDifference':
    case 'leaveFiles':
    case 'enterCheckpoints':
    case 'moveCheckpoint':
    case 'compareCheckpoint':
    case 'openNaming':
    case 'leaveCheckpoints':
    case 'moveCursor':
    case 'scrollPane':
    case 'changeTab':
    case 'zoom':
    case 'openSearch':
    case 'typeSearch':
    case 'eraseSearch':
    case 'findMatch':
    case 'closeSearch':
    case 'follow':
    case 'openPrompt':
    case 'openCommand':
    case 'toggleWhy':
    case 'toggleHelp':
    case 'moveInFix':
    case 'scrollFix':
      return { view: updateView(view, action, context) };
    default:
      return unreachable(action);
  }
}

/** Counting what layers waste reads a whole image: it is done when asked for. */
function enterPane(view: ViewState, context: ViewContext): KeyPressed {
  if (view.isHelpOpen || view.isWhyOpen === true || view.zoom === 'source') return { view };
  if (view.tab === 'files') return { view: updateView(view, { type: 'enterFiles' }, context) };
  if (view.tab === 'checkpoints') return { view: updateView(view, { type: 'enterCheckpoints' }, context) };
  return view.tab === 'layers' ? { view, request: { type: 'ask', question: { type: 'waste' } } } : { view };
}

/** Where that makes no sense the session says why. */
function goToCheckpoint(view: ViewState, context: ViewContext): KeyPressed {
  const found = cursorCheckpoint(view, context);
  if (found === undefined) return { view };
  return request(view, { type: 'command', command: { type: 'goTo', step: found.step + 1 } });
}

/** The help makes room for what was asked for. */
const request = (view: ViewState, asked: KeyRequest): KeyPressed => ({
  view: { ...view, isHelpOpen: false },
  request: asked,
});
