// Every key of the debugger: what it does, when it makes sense, and how help and hints name it.
// There is no second list; the help page and the status bar are made from this one.
import type { SessionCommand } from '../session/commands.js';
import { whyNotSkip } from '../session/skip.js';
import { isAtEnd, type SessionState } from '../session/state.js';

export interface KeyBinding {
  /** Names as `readKeys` gives them. */
  readonly keys: readonly string[];
  /** As help and hints show them. */
  readonly label: string;
  /** In the status bar, one or two words; without it the key is in the help only. */
  readonly hint?: string;
  /** In the help. */
  readonly description: string;
  readonly action: KeyAction;
  /** Whether it makes sense now: only then is it hinted at. Pressed anyway, the session says why not. */
  readonly applies: (state: SessionState) => boolean;
}

export type KeyAction =
  | { readonly type: 'command'; readonly command: SessionCommand }
  | { readonly type: 'toggleBreakpointAtCursor' }
  | { readonly type: 'goToCursor' }
  | { readonly type: 'runCursorAgain' }
  /** Ctrl-C: ends the running step; with none running, quits. */
  | { readonly type: 'interrupt' }
  | { readonly type: 'redraw' }
  /** Into the files of the tab, or what else there is to ask for in it. */
  | { readonly type: 'enterPane' }
  | { readonly type: 'extractFile' }
  | ViewAction;

export type CursorUnit = 'line' | 'page' | 'file';
export type ScrollUnit = 'row' | 'halfPage' | 'all';
/** Down and on is 1. */
export type Direction = 1 | -1;

/** What changes only what is seen. */
export type ViewAction =
  | { readonly type: 'moveCursor'; readonly by: CursorUnit; readonly direction: Direction }
  | { readonly type: 'changeTab'; readonly direction: Direction }
  /** Forward is from both to the pane alone. */
  | { readonly type: 'zoom'; readonly direction: Direction }
  | { readonly type: 'scrollPane'; readonly by: ScrollUnit; readonly direction: Direction }
  | { readonly type: 'follow' }
  | { readonly type: 'openPrompt' }
  | { readonly type: 'toggleWhy' }
  | { readonly type: 'toggleHelp' }
  | FilesAction
  | SearchAction;

export type FilesAction =
  | { readonly type: 'enterFiles' | 'openFile' | 'openDifference' | 'leaveFiles' }
  | { readonly type: 'moveFile'; readonly by: CursorUnit; readonly direction: Direction };

export type SearchAction =
  | { readonly type: 'openSearch' | 'closeSearch' | 'eraseSearch' }
  | { readonly type: 'findMatch'; readonly direction: Direction }
  /** One character, which is no key while the prompt is open. */
  | { readonly type: 'typeSearch'; readonly text: string };

type Applies = KeyBinding['applies'];

const bind = (
  keys: string,
  label: string,
  action: KeyAction,
  description: string,
  hint?: string,
  applies: Applies = () => true,
): KeyBinding => ({
  keys: keys.split(' '),
  label,
  action,
  description,
  applies,
  ...(hint === undefined ? {} : { hint }),
});

const command = (
  type: Exclude<
    SessionCommand['type'],
    'retry' | 'toggleBreakpoint' | 'goTo' | 'runAgain' | 'setBreakpoint' | 'execute'
  >,
): KeyAction => ({
  type: 'command',
  command: { type },
});
const retry = (from: 'clean' | 'wreck'): KeyAction => ({ type: 'command', command: { type: 'retry', from } });
const restart: KeyAction = { type: 'command', command: { type: 'goTo', step: 0 } };
const move = (by: CursorUnit, direction: Direction): KeyAction => ({ type: 'moveCursor', by, direction });
const scroll = (by: ScrollUnit, direction: Direction): KeyAction => ({ type: 'scrollPane', by, direction });

const isPaused: Applies = ({ status }) => status === 'paused';
const isStill: Applies = ({ status }) => ['paused', 'failed', 'finished'].includes(status);
const hasFailed: Applies = ({ status }) => status === 'failed';
const isRunning: Applies = ({ status }) => status === 'running';
const canRetry: Applies = (state) => hasFailed(state) || (isPaused(state) && !isAtEnd(state));
/** Before FROM there is no container. */
const canOpenShell: Applies = (state) =>
  isStill(state) && state.plan.steps[state.position]?.action.type !== 'from';
const canSkip: Applies = (state) => isStill(state) && whyNotSkip(state) === undefined;
const canGoBack: Applies = (state) => isStill(state) && (state.position > 0 || hasFailed(state));

// prettier-ignore
export const keyBindings: readonly KeyBinding[] = [
  bind('n', 'n', command('next'), 'run the next step', 'next', isPaused),
  bind('c', 'c', command('continue'), 'run on to a breakpoint, a failure or the end', 'continue', isPaused),
  bind('r', 'r', retry('clean'), 'run the step itself, from the clean state before it', 'retry', canRetry),
  bind('R', 'R', retry('wreck'), 'run the failed step again on top of what it left', 'retry on top', hasFailed),
  bind('s', 's', command('openShell'), 'open a shell in the container, as the step sees it', 'shell', canOpenShell),
  bind('u', 'u', command('back'), 'go back one step; after a failure, before it', 'back', canGoBack),
  bind('b', 'b', { type: 'toggleBreakpointAtCursor' }, 'set or clear a breakpoint at the cursor', 'break'),
  bind('y', 'y', { type: 'toggleWhy' }, 'show why the step at the cursor has to run; again hides it'),
  bind('w', 'w', command('writeResume'), 'write a Dockerfile that resumes here', 'write', isStill),
  bind('h', 'h', { type: 'goToCursor' }, 'run on to the step at the cursor, or go back; pauses before it', 'here', isStill),
  bind('g', 'g', restart, 'go back to the beginning, as in less; checkpoints stay', undefined, canGoBack),
  bind('a', 'a', { type: 'runCursorAgain' }, 'run the step at the cursor again, from the clean state', undefined, isStill),
  bind('x', 'x', command('skip'), 'skip the step: go past it without running it', 'skip', canSkip),
  bind('B', 'B', { type: 'openPrompt' }, 'break at a stage, /PATTERN/ or $VARIABLE == VALUE; lists all'),
  bind('ctrl+c', '^C', { type: 'interrupt' }, 'interrupt the running step (it fails); else quit', 'interrupt', isRunning),
  bind('q', 'q', command('quit'), 'quit; finished steps stay in their checkpoints', 'quit'),
  bind('?', '?', { type: 'toggleHelp' }, 'show or hide this help', 'help'),
  bind('up k', 'Up k', move('line', -1), 'cursor up'),
  bind('down j', 'Down j', move('line', 1), 'cursor down; on a step that ran, its output is shown'),
  bind('pageup ,', 'PgUp ,', move('page', -1), 'cursor up a page'),
  bind('pagedown .', 'PgDn .', move('page', 1), 'cursor down a page'),
  bind('home <', 'Home <', move('file', -1), 'cursor to the first line'),
  bind('end >', 'End >', move('file', 1), 'cursor to the last line'),
  bind('[', '[', { type: 'changeTab', direction: -1 }, 'the tab to the left, in the pane beside the source'),
  bind(']', ']', { type: 'changeTab', direction: 1 }, 'the tab to the right'),
  bind('+', '+', { type: 'zoom', direction: 1 }, 'source and pane, the pane alone, the source alone'),
  bind('_', '_', { type: 'zoom', direction: -1 }, 'the same backwards'),
  bind('/', '/', { type: 'openSearch' }, 'search in the pane, by the keys at the end of this list'),
  bind('return', 'Enter', { type: 'enterPane' }, 'in Files: to the files; in Layers: count what is wasted'),
  bind('shift+up K', 'Shift-Up K', scroll('row', -1), 'pane up a row'),
  bind('shift+down J', 'Shift-Down J', scroll('row', 1), 'pane down a row'),
  bind('ctrl+u', '^U', scroll('halfPage', -1), 'pane up half a page'),
  bind('ctrl+d', '^D', scroll('halfPage', 1), 'pane down half a page'),
  bind('{', '{', scroll('all', -1), 'pane to its first line'),
  bind('}', '}', scroll('all', 1), 'pane to its end'),
  bind('escape', 'Esc', { type: 'follow' }, 'follow the build again, with cursor and pane'),
  bind('ctrl+l', '^L', { type: 'redraw' }, 'draw the screen anew'),
];

// prettier-ignore
/** While the prompt of a search is open; characters are typed into it then. */
export const searchBindings: readonly KeyBinding[] = [
  bind('return down ctrl+n', 'Enter Down ^N', { type: 'findMatch', direction: 1 }, 'in a search: to the next match', 'next'),
  bind('up ctrl+p', 'Up ^P', { type: 'findMatch', direction: -1 }, 'in a search: to the match before', 'previous'),
  bind('backspace', 'Backspace', { type: 'eraseSearch' }, 'in a search: delete the last character'),
  bind('escape ctrl+c', 'Esc ^C', { type: 'closeSearch' }, 'in a search: leave it, where it has come to', 'leaves'),
];

const moveFile = (by: CursorUnit, direction: Direction): KeyAction => ({ type: 'moveFile', by, direction });

// prettier-ignore
/** Among the files of the tab Files; all other keys stay what they are. */
export const filesBindings: readonly KeyBinding[] = [
  bind('return', 'Enter', { type: 'openFile' }, 'among files: show the text; fold or unfold a folder', 'open'),
  bind('d', 'd', { type: 'openDifference' }, 'among files: what changed in the text, as a unified diff', 'diff'),
  bind('E', 'E', { type: 'extractFile' }, 'among files: write it to the current folder of this machine', 'extract'),
  bind('escape', 'Esc', { type: 'leaveFiles' }, 'among files: out of the text, then out of the files', 'back'),
  bind('up k', 'Up k', moveFile('line', -1), 'among files: one up; in a text a row up'),
  bind('down j', 'Down j', moveFile('line', 1), 'among files: one down; in a text a row down'),
  bind('pageup ,', 'PgUp ,', moveFile('page', -1), 'among files: a page up'),
  bind('pagedown .', 'PgDn .', moveFile('page', 1), 'among files: a page down'),
  bind('home <', 'Home <', moveFile('file', -1), 'among files: to the first, or the beginning of a text'),
  bind('end >', 'End >', moveFile('file', 1), 'among files: to the last, or the end of a text'),
];

export const findFilesBinding = (key: string): KeyBinding | undefined =>
  filesBindings.find(({ keys }) => keys.includes(key));

export const findSearchBinding = (key: string): KeyBinding | undefined =>
  searchBindings.find(({ keys }) => keys.includes(key));

export const findBinding = (key: string): KeyBinding | undefined =>
  keyBindings.find(({ keys }) => keys.includes(key));
