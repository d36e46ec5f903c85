// What the screen remembers beside the session: where one looks. All else is derived when drawing.
import type { Token } from '../highlight/token.js';
import { type SessionState } from '../session/state.js';
import type { Step } from '../plan/plan.js';
import type { CommandPrompt } from './command-prompt.js';
import type { Match } from './find-matches.js';
import type { Happened } from './happened.js';
import type { KeyTable } from './keys.js';
import type { OutputLines, OutputLog } from './output-log.js';
import type { Marks } from './present/marks.js';
import type { StepFiles } from './step-files.js';

export interface ViewState {
  readonly size: Size;
  /** One-based line of the source; undefined follows the execution. */
  readonly cursor?: number;
  /** One-based first visible line of the source. */
  readonly sourceTop: number;
  /** What stands beside the source. */
  readonly tab: TabName;
  /** The first visible row of the output; undefined follows its end. */
  readonly outputTop?: PanePlace;
  /** That of another tab, as long as it shows what is in this scope. */
  readonly tabTop?: { readonly place: PanePlace; readonly scope: number };
  /** Where one is among the files of the tab Files, while their keys apply. */
  readonly files?: FilesPlace;
  /** Where one is among the checkpoints of their tab, while their keys apply. */
  readonly checkpoints?: CheckpointsPlace;
  /** What has been typed of a name for a checkpoint. */
  readonly naming?: { readonly image: string; readonly text: string };
  /** Why the step at the cursor runs, in the place of the tab. */
  readonly isWhyOpen?: boolean;
  /** What has been typed of a breakpoint; undefined where none is being typed. */
  readonly prompt?: string;
  /** In a fix that is shown: the number of the command at the mark, and the first row that is seen. */
  readonly fixPlace?: FixPlace;
  /** The fix waits while the tabs are looked at. */
  readonly isFixAside?: true;
  /** A command that is being typed. */
  readonly command?: CommandPrompt;
  /** Commands that were typed before, the oldest first. */
  readonly commandHistory?: readonly string[];
  readonly zoom: Zoom;
  /** While its prompt is open. */
  readonly search?: Search;
  readonly isHelpOpen: boolean;
  readonly helpTop: number;
  /** Since the last command. */
  readonly happened?: Happened;
  /** When the running step began, in milliseconds since 1970. */
  readonly runningSince?: number;
}

export interface FixPlace {
  readonly command: number;
  readonly top: number;
}

/** Source and pane share the screen, or one of them has all of it. */
export type Zoom = 'both' | 'pane' | 'source';

export type TabName = 'output' | 'files' | 'config' | 'layers' | 'explain' | 'checkpoints' | 'stages';

export interface FilesPlace {
  readonly step: number;
  /** Of the file that the cursor is on; the first there is where it is not listed. */
  readonly path: string;
  /** Folders that were folded or unfolded. */
  readonly toggled: readonly string[];
  /** In the place of the list. */
  readonly opened?: 'text' | 'difference';
}

export interface CheckpointsPlace {
  /** The tag of the one that the cursor is on. */
  readonly image: string;
  /** In the place of the list stands what differs from the one before. */
  readonly isCompared?: true;
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export interface Search {
  readonly query: string;
  /** What the last Enter came to; none since the query has changed. */
  readonly found?: { readonly match: Match; readonly number: number; readonly count: number } | 'nothing';
}

/** A row of a line of a pane: lines are wrapped. */
export interface PanePlace {
  readonly line: number;
  readonly row: number;
}

/** What the view looks at. */
export interface ViewContext {
  readonly session: SessionState;
  readonly log: OutputLog;
  readonly source: Source;
  readonly explain: Explain;
  readonly files: StepFiles;
  readonly marks: Marks;
  /** The user's. */
  readonly keys: KeyTable;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * What a step does, in lines for so many columns, of which single words may stick out. They may hold SGR sequences and
 * no other control.
 */
export type Explain = (step: number, columns: number) => readonly string[];

export interface Source {
  readonly path: string;
  readonly lines: readonly string[];
  /** For each line what is coloured in it, in order, with offsets in the line. */
  readonly tokens: readonly (readonly Token[])[];
}

export const openView = (size: Size): ViewState => ({
  size,
  sourceTop: 1,
  tab: 'output',
  zoom: 'both',
  isHelpOpen: false,
  helpTop: 0,
});

/** Where the source has the screen for itself, what is asked of the pane would not be seen. */
export const showPane = (view: ViewState): ViewState =>
  view.zoom === 'source' ? { ...view, zoom: 'both' } : view;

/** The line that the cursor is on. */
export function cursorLine(view: ViewState, { session, source }: ViewContext): number {
  const { steps } = session.plan;
  const line = view.cursor ?? (steps[session.position] ?? steps.at(-1))?.line ?? 1;
  return Math.min(Math.max(line, 1), source.lines.length);
}

/** The step that the cursor is on, the last of them where triggers of a base image stand on a FROM. */
export function cursorStep(view: ViewState, context: ViewContext): Step | undefined {
  const at = cursorLine(view, context);
  return context.session.plan.steps.findLast(({ line, endLine }) => at >= line && at <= endLine);
}

/** The step whose output is shown: under the cursor, if it was put there and has some; else the latest that ran. */
export function shownStep(view: ViewState, { session, log }: ViewContext): number | undefined {
  if (view.cursor !== undefined) {
    const pointed = session.plan.steps.findLast(({ id, line, endLine }) => {
      const isThere = (view.cursor ?? 0) >= line && (view.cursor ?? 0) <= endLine;
      return isThere && (session.steps[id]?.status !== 'pending' || log.linesOf(id).end > 0);
    });
    if (pointed !== undefined) return pointed.id;
  }
  // What is run at the prompt here is the latest.
  if (session.executing !== undefined || session.tried.some(({ by }) => by === 'prompt'))
    return session.position;
  const status = session.steps[session.position]?.status;
  const latest = status === undefined || status === 'pending' ? session.position - 1 : session.position;
  return latest < 0 ? undefined : latest;
}

const none: OutputLines = { first: 0, end: 0, lineAt: () => '' };

export function shownLines(view: ViewState, context: ViewContext): OutputLines {
  const step = shownStep(view, context);
  return step === undefined ? none : context.log.linesOf(step);
}
