// The two files of a recording, from the first thing that happens in a session to the last.
import process from 'node:process';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { createCast, type Cast } from '../../report/cast.js';
import type { Size } from '../../tui/view-state.js';
import type { Project } from '../open-project.js';
import type { OpenedSession } from '../open-session.js';
import { maskScreen } from './mask-screen.js';
import { createScreenRecorder, type ScreenRecorder } from './record-screen.js';
import { recordPage, secretsOf, type PageOptions } from './record-page.js';
import { createRecordingFile, type RecordingFile } from './recording-file.js';
import type { SessionWatch } from './session-watch.js';

export interface RecordingOptions extends PageOptions {
  /** Paths without their ends. */
  readonly base: string;
  readonly size: Size;
  /** Has what is seen recorded; gives what ends that. */
  readonly watchScreen: (recorder: ScreenRecorder, project: Project, session: OpenedSession) => () => void;
}

export interface Recording {
  readonly watch: SessionWatch;
  /** On any way out; a second call does nothing. Gives what is to be said. */
  close(): readonly string[];
}

/** Throws a UsageError where the files cannot be made. */
export function openRecording(options: RecordingOptions): Recording {
  const castFile = createRecordingFile(`${options.base}.cast`);
  const page = createPage(options.base, castFile);
  const ends: (() => void)[] = [];
  let recorder: ScreenRecorder | undefined;
  let cast: Cast | undefined;
  const close = (): readonly string[] => {
    for (const end of ends.splice(0)) end();
    castFile.close();
    page.close();
    process.off('exit', close);
    return recorder === undefined ? [] : describe(castFile, page, cast?.isFull() === true);
  };
  process.once('exit', close);
  return {
    watch: {
      begin: (project, session) => {
        cast = openCast(options, project);
        recorder = createScreenRecorder(cast, castFile, () => performance.now());
        const masked = maskScreen(recorder, session, secretsOf(project, options.secrets));
        ends.push(recordPage(options, page, project, session));
        ends.push(options.watchScreen(masked, project, session));
      },
      pause: async () => {
        await wait(frameMilliseconds);
        recorder?.rest(restSeconds);
      },
    },
    close,
  };
}

/** So long the last frame of a command may take. */
const frameMilliseconds = 60;

/** After each command of a script, whoever looks at the cast can read what it came to. */
const restSeconds = 1;

function createPage(base: string, cast: RecordingFile): RecordingFile {
  try {
    return createRecordingFile(`${base}.md`);
  } catch (error) {
    cast.close();
    throw error;
  }
}

const openCast = ({ size, command }: RecordingOptions, { name }: Project): Cast =>
  createCast({
    ...size,
    timestamp: Math.floor(Date.now() / 1000),
    title: `${command} (${name})`,
    term: process.env.TERM ?? 'xterm-256color',
  });

function describe(cast: RecordingFile, page: RecordingFile, isFull: boolean): readonly string[] {
  const ended = [cast, page].flatMap((file) => {
    const problem = file.problem();
    return problem === undefined ? [] : [`${file.path} ends early: it could not be written (${problem})`];
  });
  const full = isFull ? [`${cast.path} ends early: it is as long as a cast may be`] : [];
  return [`recorded ${cast.path} and ${page.path}`, ...full, ...ended];
}
