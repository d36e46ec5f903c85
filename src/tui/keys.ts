// Every key of the debugger: what it does, when it makes sense, and how help and hints name it.
// There is no second list; the help page and the status bar are made from this one.
import type { SessionCommand } from '../session/commands.js';
import { differsFromNext } from '../session/run-again.js';
import type { CursorUnit, Direction, FileUnit, KeyAction, ScrollUnit } from './key-actions.js';
import {
  canAccept,
  canFix,
  canGoBack,
  canOpenShell,
  canRetry,
  canSkip,
  canUndo,
  hasFailed,
  hasFix,
  isPaused,
  isProposed,
  isRunning,
  isStill,
  type Applies,
} from './key-applies.js';
import { labelKey } from './label-key.js';

export interface KeyBinding {
  /** Stable: what a user's `keys.json` calls it. */
  readonly name: string;
  /** Names as `readKeys` gives them. */
  readonly keys: readonly string[];
  /** As help and hints show them. */
  readonly label: string;
  /** In the status bar, one or two words; without it the key is in the help only. */
  readonly hint?: string;
  /** In the help. */
  readonly description: string;
  readonly action: KeyAction;
  /** Whether it makes sense now: only then, and where it is worth one, is it hinted at. Pressed anyway, the session says why not. */
  readonly applies: Applies;
  readonly isWorthHint?: Applies;
}

const bind = (
  name: string,
  keys: string,
  action: KeyAction,
  description: string,
  hint?: string,
  applies: Applies = () => true,
): KeyBinding => {
  const binding = { name, keys: [], label: '', action, description, applies };
  return withKeys(hint === undefined ? binding : { ...binding, hint }, keys.split(' '));
};

export const withKeys = (binding: KeyBinding, keys: readonly string[]): KeyBinding => ({
  ...binding,
  keys,
  label: keys.map(labelKey).join(' '),
});

const command = (
  type: Exclude<
    SessionCommand['type'],
    'retry' | 'toggleBreakpoint' | 'goTo' | 'runAgain' | 'setBreakpoint' | 'keepAnyway' | 'execute'
  >,
): KeyAction => ({
  type: 'command',
  command: { type },
});
const look: KeyAction = { type: 'command', command: { type: 'openShell', state: 'clean' } };
const retry = (from: 'clean' | 'wreck'): KeyAction => ({ type: 'command', command: { type: 'retry', from } });
const restart: KeyAction = { type: 'command', command: { type: 'goTo', step: 0 } };
const move = (by: CursorUnit, direction: Direction): KeyAction => ({ type: 'moveCursor', by, direction });
const scroll = (by: ScrollUnit, direction: Direction): KeyAction => ({ type: 'scrollPane', by, direction });

// prettier-ignore
export const keyBindings: readonly KeyBinding[] = [
  bind('next', 'n', command('next'), 'run the next step', 'next', isPaused),
  bind('continue', 'c', command('continue'), 'run on to a breakpoint, a failure or the end', 'continue', isPaused),
  { ...bind('retry', 'r', retry('clean'), 'run the step itself, from the clean state before it', 'retry', canRetry), isWorthHint: differsFromNext },
  bind('retry-on-top', 'R', retry('wreck'), 'run the failed step again on top of what it left', 'retry on top', hasFailed),
  bind('shell', 's', command('openShell'), 'open a shell in the container, as the step sees it', 'shell', canOpenShell),
  bind('fix', 'f', command('proposeFix'), 'make a fix of what was tried, and write it to the Dockerfile', 'fix', canFix),
  bind('accept', 'A', command('acceptWreck'), 'accept what the failed step left, as made by hand, and go on', undefined, canAccept),
  bind('clean-shell', 'S', look, 'after a failure: look into the clean state before the step', undefined, hasFailed),
  bind('run-command', ':', { type: 'openCommand' }, 'run a command as a RUN would be here; Tab completes, Up recalls', 'run', canOpenShell),
  bind('undo', 'z', command('undo'), 'undo the last command of the prompt', 'undo', canUndo),
  bind('back', 'u', command('back'), 'go back one step; after a failure, before it', 'back', canGoBack),
  bind('toggle-breakpoint', 'b', { type: 'toggleBreakpointAtCursor' }, 'set or clear a breakpoint at the cursor', 'break'),
  bind('why', 'y', { type: 'toggleWhy' }, 'show why the step at the cursor has to run; again hides it'),
  bind('keep-anyway', 'Y', { type: 'keepCursor' }, 'keep the step at the cursor as an earlier run made it', undefined, isStill),
  bind('teach', 'T', command('toggleTeaching'), 'teach: stop before every step and explain it; again runs freely'),
  bind('edit', 'e', { type: 'editAtCursor' }, 'edit the Dockerfile at the cursor; the plan is then made anew', 'edit', isStill),
  bind('write-resume', 'w', command('writeResume'), 'write a Dockerfile that resumes here', 'write', isStill),
  bind('go-to-cursor', 'h', { type: 'goToCursor' }, 'run on to the step at the cursor, or go back; pauses before it', 'here', isStill),
  bind('restart', 'g', restart, 'go back to the beginning, as in less; checkpoints stay', undefined, canGoBack),
  bind('run-again', 'a', { type: 'runCursorAgain' }, 'run the step at the cursor again, from the clean state', undefined, isStill),
  bind('skip', 'x', command('skip'), 'skip the step: go past it without running it', 'skip', canSkip),
  bind('break-at', 'B', { type: 'openPrompt' }, 'break at a stage, /PATTERN/ or $VARIABLE == VALUE; lists all'),
  bind('interrupt', 'ctrl+c', { type: 'interrupt' }, 'interrupt the running step (it fails); else quit', 'interrupt', isRunning),
  bind('quit', 'q', command('quit'), 'quit; finished steps stay in their checkpoints', 'quit'),
  bind('help', '?', { type: 'toggleHelp' }, 'show or hide this help', 'help'),
  bind('cursor-up', 'up k', move('line', -1), 'cursor up'),
  bind('cursor-down', 'down j', move('line', 1), 'cursor down; on a step that ran, its output is shown'),
  bind('cursor-page-up', 'pageup ,', move('page', -1), 'cursor up a page'),
  bind('cursor-page-down', 'pagedown .', move('page', 1), 'cursor down a page'),
  bind('previous-stage', '(', move('stage', -1), 'cursor to the FROM of its stage, or of the stage before'),
  bind('next-stage', ')', move('stage', 1), 'cursor to the FROM of the next stage'),
  bind('cursor-first', 'home <', move('file', -1), 'cursor to the first line'),
  bind('cursor-last', 'end >', move('file', 1), 'cursor to the last line'),
  bind('previous-tab', '[', { type: 'changeTab', direction: -1 }, 'the tab to the left, in the pane beside the source'),
  bind('next-tab', ']', { type: 'changeTab', direction: 1 }, 'the tab to the right'),
  bind('zoom', '+', { type: 'zoom', direction: 1 }, 'source and pane, the pane alone, the source alone'),
  bind('zoom-back', '_', { type: 'zoom', direction: -1 }, 'the same backwards'),
  bind('search', '/', { type: 'openSearch' }, 'search in the pane, by the keys at the end of this list'),
  bind('enter-pane', 'return', { type: 'enterPane' }, 'in Files, Checkpoints: into the list; in Layers: count waste'),
  bind('pane-up', 'shift+up K', scroll('row', -1), 'pane up a row'),
  bind('pane-down', 'shift+down J', scroll('row', 1), 'pane down a row'),
  bind('pane-half-page-up', 'ctrl+u', scroll('halfPage', -1), 'pane up half a page'),
  bind('pane-half-page-down', 'ctrl+d', scroll('halfPage', 1), 'pane down half a page'),
  bind('pane-first', '{', scroll('all', -1), 'pane to its first line'),
  bind('pane-last', '}', scroll('all', 1), 'pane to its end'),
  bind('follow', 'escape', { type: 'follow' }, 'follow the build again, with cursor and pane'),
  bind('redraw', 'ctrl+l', { type: 'redraw' }, 'draw the screen anew'),
];

// prettier-ignore
/** While the prompt of a search is open; characters are typed into it then. */
export const searchBindings: readonly KeyBinding[] = [
  bind('search-next', 'return down ctrl+n', { type: 'findMatch', direction: 1 }, 'in a search: to the next match', 'next'),
  bind('search-previous', 'up ctrl+p', { type: 'findMatch', direction: -1 }, 'in a search: to the match before', 'previous'),
  bind('search-erase', 'backspace', { type: 'eraseSearch' }, 'in a search: delete the last character'),
  bind('search-close', 'escape ctrl+c', { type: 'closeSearch' }, 'in a search: leave it, where it has come to', 'leaves'),
];

const moveFile = (by: FileUnit, direction: Direction): KeyAction => ({ type: 'moveFile', by, direction });

// prettier-ignore
/** Among the files of the tab Files; all other keys stay what they are. */
export const filesBindings: readonly KeyBinding[] = [
  bind('file-open', 'return', { type: 'openFile' }, 'among files: show the text; fold or unfold a folder', 'open'),
  bind('file-difference', 'd', { type: 'openDifference' }, 'among files: what changed in the text, as a unified diff', 'diff'),
  bind('file-extract', 'E', { type: 'extractFile' }, 'among files: write it to the current folder of this machine', 'extract'),
  bind('file-leave', 'escape', { type: 'leaveFiles' }, 'among files: out of the text, then out of the files', 'out'),
  bind('file-up', 'up k', moveFile('line', -1), 'among files: one up; in a text a row up'),
  bind('file-down', 'down j', moveFile('line', 1), 'among files: one down; in a text a row down'),
  bind('file-page-up', 'pageup ,', moveFile('page', -1), 'among files: a page up'),
  bind('file-page-down', 'pagedown .', moveFile('page', 1), 'among files: a page down'),
  bind('file-first', 'home <', moveFile('file', -1), 'among files: to the first, or the beginning of a text'),
  bind('file-last', 'end >', moveFile('file', 1), 'among files: to the last, or the end of a text'),
];

const moveCheckpoint = (by: FileUnit, direction: Direction): KeyAction => ({
  type: 'moveCheckpoint',
  by,
  direction,
});

// prettier-ignore
/** Among the checkpoints of their tab; all other keys stay what they are. */
export const checkpointsBindings: readonly KeyBinding[] = [
  bind('checkpoint-go', 'return', { type: 'goToCheckpoint' }, 'among checkpoints: go to the state after its step', 'go there', isStill),
  bind('checkpoint-name', 't', { type: 'openNaming' }, 'among checkpoints: give it a name of yours, which keeps it', 'name'),
  bind('checkpoint-difference', 'd', { type: 'compareCheckpoint' }, 'among checkpoints: what differs from the one before', 'diff'),
  bind('checkpoint-leave', 'escape', { type: 'leaveCheckpoints' }, 'among checkpoints: out of the difference, then out of them', 'out'),
  bind('checkpoint-up', 'up k', moveCheckpoint('line', -1), 'among checkpoints: one up; in a difference a row up'),
  bind('checkpoint-down', 'down j', moveCheckpoint('line', 1), 'among checkpoints: one down; in a difference a row down'),
  bind('checkpoint-page-up', 'pageup ,', moveCheckpoint('page', -1), 'among checkpoints: a page up'),
  bind('checkpoint-page-down', 'pagedown .', moveCheckpoint('page', 1), 'among checkpoints: a page down'),
  bind('checkpoint-first', 'home <', moveCheckpoint('file', -1), 'among checkpoints: to the first, or the beginning'),
  bind('checkpoint-last', 'end >', moveCheckpoint('file', 1), 'among checkpoints: to the last, or the end'),
];

// prettier-ignore
/** While a fix is shown: the keys that mean something else then, or mean nothing. */
export const fixBindings: readonly KeyBinding[] = [
  bind('fix-confirm', 'return', { type: 'confirmFix' }, 'in a fix: prove it; once it is proved, write it', 'go on', hasFix),
  bind('fix-toggle', 'space', { type: 'toggleFixCommand' }, 'in a fix: the command counts, or does not', 'on/off', isProposed),
  bind('fix-edit', 'e', { type: 'editFix' }, 'in a fix: edit the instruction', 'edit', isProposed),
  bind('fix-shell', 's', command('openShell'), 'in a fix: open a shell again, for more to try', 'shell', hasFix),
  bind('fix-up', 'up k', { type: 'moveInFix', direction: -1 }, 'in a fix: to the command before', undefined, hasFix),
  bind('fix-down', 'down j', { type: 'moveInFix', direction: 1 }, 'in a fix: to the next command', undefined, hasFix),
  bind('fix-page-up', 'pageup ,', { type: 'scrollFix', direction: -1 }, 'in a fix: up half a page', undefined, hasFix),
  bind('fix-page-down', 'pagedown .', { type: 'scrollFix', direction: 1 }, 'in a fix: down half a page', undefined, hasFix),
  bind('fix-drop', 'escape ctrl+c q', command('dropFix'), 'in a fix: leave the Dockerfile as it is', 'drop', hasFix),
];

/** A key means one thing in each of these. */
export const modes = ['session', 'files', 'checkpoints', 'fix', 'search'] as const;
export type Mode = (typeof modes)[number];

export type KeyTable = Readonly<Record<Mode, readonly KeyBinding[]>>;

/** As it is where the user binds nothing anew. */
export const keyTable: KeyTable = {
  session: keyBindings,
  files: filesBindings,
  checkpoints: checkpointsBindings,
  fix: fixBindings,
  search: searchBindings,
};

export const findBinding = (table: KeyTable, mode: Mode, key: string): KeyBinding | undefined =>
  table[mode].find(({ keys }) => keys.includes(key));

/** How a row that speaks of the action's key names it; empty where it has none. */
export const labelOf = (table: KeyTable, name: string): string => {
  const [key] = table.session.find((binding) => binding.name === name)?.keys ?? [];
  return key === undefined ? '' : labelKey(key);
};
