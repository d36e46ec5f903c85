// What keys of the debugger do, as data: the table of keys names it, and reducers carry it out.
import type { SessionCommand } from '../session/commands.js';

export type KeyAction =
  | { readonly type: 'command'; readonly command: SessionCommand }
  | { readonly type: 'toggleBreakpointAtCursor' }
  | { readonly type: 'goToCursor' }
  | { readonly type: 'editAtCursor' }
  | { readonly type: 'runCursorAgain' }
  | { readonly type: 'keepCursor' }
  /** Ctrl-C: ends the running step; with none running, quits. */
  | { readonly type: 'interrupt' }
  | { readonly type: 'redraw' }
  /** Into the files of the tab, or what else there is to ask for in it. */
  | { readonly type: 'enterPane' }
  | { readonly type: 'extractFile' }
  /** To the state after the step of the checkpoint at the cursor. */
  | { readonly type: 'goToCheckpoint' }
  | FixRequestAction
  | ViewAction;

/** What a fix that is shown asks of the world. */
export type FixRequestAction =
  /** The command at the mark counts, or counts no more. */
  | { readonly type: 'toggleFixCommand' }
  /** The proposed instruction in the user's editor. */
  | { readonly type: 'editFix' }
  /** What is proposed is proved, what is proved is written. */
  | { readonly type: 'confirmFix' };

/** A notch is one of the mouse's wheel. */
export type CursorUnit = 'line' | 'notch' | 'page' | 'stage' | 'file';
export type ScrollUnit = 'row' | 'notch' | 'halfPage' | 'all';
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
  | { readonly type: 'openCommand' }
  | { readonly type: 'toggleWhy' }
  | { readonly type: 'toggleHelp' }
  | FilesAction
  | CheckpointsAction
  | { readonly type: 'moveInFix'; readonly direction: Direction }
  | { readonly type: 'scrollFix'; readonly direction: Direction }
  | SearchAction;

/** As of the cursor; `file` is the end of the list. */
export type FileUnit = Extract<CursorUnit, 'line' | 'page' | 'file'>;

export type FilesAction =
  | { readonly type: 'enterFiles' | 'openFile' | 'openDifference' | 'leaveFiles' }
  | { readonly type: 'moveFile'; readonly by: FileUnit; readonly direction: Direction };

export type CheckpointsAction =
  | { readonly type: 'enterCheckpoints' | 'compareCheckpoint' | 'openNaming' | 'leaveCheckpoints' }
  | { readonly type: 'moveCheckpoint'; readonly by: FileUnit; readonly direction: Direction };

export type SearchAction =
  | { readonly type: 'openSearch' | 'closeSearch' | 'eraseSearch' }
  | { readonly type: 'findMatch'; readonly direction: Direction }
  /** One character, which is no key while the prompt is open. */
  | { readonly type: 'typeSearch'; readonly text: string };
