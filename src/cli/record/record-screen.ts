// What is seen of a session, as a cast: on the user's terminal, in plain text, or on a terminal that is not there.
import process from 'node:process';
import type { Cast } from '../../report/cast.js';
import type { Size } from '../../tui/view-state.js';
import type { RecordingFile } from './recording-file.js';
import { tapOutput } from './tap-output.js';

export interface ScreenRecorder {
  readonly hear: (text: string) => void;
  readonly resize: (size: Size) => void;
  /** The clock of the cast goes on by so much: time to read. */
  readonly rest: (seconds: number) => void;
}

export function createScreenRecorder(cast: Cast, file: RecordingFile, now: () => number): ScreenRecorder {
  const begun = now();
  let rested = 0;
  const seconds = (): number => (now() - begun) / 1000 + rested;
  file.append(cast.header);
  return {
    hear: (text) => {
      file.append(cast.output(seconds(), text));
    },
    resize: ({ columns, rows }) => {
      file.append(cast.resize(seconds(), columns, rows));
    },
    rest: (more) => {
      rested += more;
    },
  };
}

/** Where nothing tells of another: of a cast without a terminal. */
const usualSize: Size = { columns: 100, rows: 30 };

export function terminalSize(): Size {
  const terminal = [process.stdout, process.stderr].find(({ isTTY }) => isTTY);
  return terminal === undefined ? usualSize : { columns: terminal.columns, rows: terminal.rows };
}

/** All that this process writes to the user, errors too; on a terminal only what goes there. Gives what ends it. */
export function tapProcess({ hear, resize }: ScreenRecorder, isOnTerminal: boolean): () => void {
  const streams = [process.stdout, process.stderr].filter(({ isTTY }) => !isOnTerminal || isTTY);
  const stops = streams.map((stream) => tapOutput(stream, hear));
  const takeSize = (): void => {
    resize(terminalSize());
  };
  process.stdout.on('resize', takeSize);
  return () => {
    for (const stop of stops) stop();
    process.stdout.off('resize', takeSize);
  };
}
