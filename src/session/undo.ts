// Going back to before the last command of the prompt: at a pause to a state that can be made again, in a wreck to an
// image of it.
import { note } from './note.js';
import type { Checkpoint, SessionState, StillStatus } from './state.js';
import type { Transition } from './transition.js';
import type { TriedCommand } from './tried-command.js';

/** The session as it was before a command. */
export interface UndoPoint {
  /** The command, for people. */
  readonly text: string;
  /** It holds the state, where that cannot be made again. */
  readonly image?: string;
  /** A shell was open since: what it changed is undone as well. */
  readonly hadShell?: boolean;
  readonly handmade: Readonly<Record<number, Checkpoint>>;
  readonly handmadeFrom?: number;
  readonly tried: readonly TriedCommand[];
}

/** In a wreck each of them is an image as large as what the step has written. */
export const mostUndoPoints = 10;

export function addUndoPoint(state: SessionState, text: string, image: string | undefined): SessionState {
  const { handmade, handmadeFrom, tried, position } = state;
  const canBeMade = state.failure === undefined && handmade[position - 1] === undefined;
  // What is before a command that cannot be undone cannot be had without undoing that.
  if (image === undefined && !canBeMade) return { ...state, undoPoints: [] };
  const point: UndoPoint = {
    text,
    handmade,
    tried,
    ...(handmadeFrom === undefined ? {} : { handmadeFrom }),
    ...(image === undefined ? {} : { image }),
  };
  return { ...state, undoPoints: [...state.undoPoints, point].slice(-mostUndoPoints) };
}

export function noteShell(state: SessionState): SessionState {
  const point = state.undoPoints.at(-1);
  return point === undefined
    ? state
    : { ...state, undoPoints: state.undoPoints.with(-1, { ...point, hadShell: true }) };
}

export function undo(state: SessionState & { readonly status: StillStatus }): Transition {
  const point = state.undoPoints.at(-1);
  if (point === undefined) return note(state, 'there is no command to undo here; : runs one');
  const { notice, ...rest } = state;
  const { image } = point;
  return {
    state: {
      ...rest,
      status: 'running',
      executing: { before: state.status, keeps: false, text: point.text, undoes: true },
    },
    effects: [
      {
        type: 'undoExecution',
        step: state.position,
        failed: state.failure !== undefined,
        ...(image === undefined ? {} : { image }),
      },
    ],
  };
}

export function standBeforeCommand(state: SessionState): Transition {
  const point = state.undoPoints.at(-1);
  const { executing, handmadeFrom, ...rest } = state;
  const status = executing?.before ?? state.status;
  if (point === undefined) return note({ ...state, status }, 'there was nothing to undo');
  const undone: SessionState = {
    ...rest,
    status,
    undoPoints: state.undoPoints.slice(0, -1),
    tried: point.tried,
    handmade: point.handmade,
    ...(point.handmadeFrom === undefined ? {} : { handmadeFrom: point.handmadeFrom }),
  };
  const shell = point.hadShell === true ? ', and what the shell changed since' : '';
  return note(undone, `undone: ${point.text}${shell}; ${describeFurther(undone)}`);
}

const describeFurther = ({ undoPoints }: SessionState): string => {
  const next = undoPoints.at(-1);
  return next === undefined ? 'this is as far as it goes back' : `z undoes ${next.text}`;
};
