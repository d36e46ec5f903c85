// `refrom record`: the debugger, and what happens in it as an asciinema cast and as a Markdown page.
import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { projectName } from '../../checkpoints/checkpoint-name.js';
import { UsageError } from '../../messages/errors.js';
import type { DebugFlags } from '../debug-flags.js';
import { explainAsText, explainForDebugger } from '../explain-for-debugger.js';
import { nextCommands } from '../next-commands.js';
import { opensDebugger } from '../opens-debugger.js';
import { givenSecrets } from '../record/given-secrets.js';
import { openRecording, type RecordingOptions } from '../record/open-recording.js';
import { placeRecording } from '../record/place-recording.js';
import { tapProcess, terminalSize } from '../record/record-screen.js';
import { recordsFolder } from '../records-folder.js';
import { openStepFiles } from '../step-files/open-step-files.js';
import { hostOf, runDebug } from './debug.js';
import { runDebugScript } from './debug-script.js';

export interface RecordFlags extends DebugFlags {
  readonly output?: string;
}

export async function runRecord(
  contextPath: string,
  flags: RecordFlags,
  script: string | undefined,
): Promise<number> {
  await refuseOtherPlaces(contextPath);
  const secrets = await givenSecrets(flags.secret);
  const recording = openRecording({
    base: await placeRecording({
      output: flags.output,
      contextPath,
      file: flags.file,
      project: projectName(basename(resolve(contextPath))),
      ownFolder: join(dirname(recordsFolder()), 'recordings'),
      now: new Date(),
    }),
    command: nextCommands(contextPath, flags).debug,
    secrets,
    size: terminalSize(),
    watchScreen:
      script === undefined
        ? (recorder) => tapProcess(recorder, opensDebugger(flags))
        : await virtualView(flags),
    ...(flags.teach ? { explain: (project) => explainAsText(project, { columns: 80, color: false }) } : {}),
  });
  try {
    return script === undefined
      ? await runDebug(contextPath, flags, recording.watch)
      : await runDebugScript(contextPath, flags, script, recording.watch);
  } finally {
    for (const note of recording.close()) process.stderr.write(`refrom: ${note}\n`);
  }
}

async function refuseOtherPlaces(path: string): Promise<void> {
  const found = path === '-' ? undefined : await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) return;
  const reason =
    path === '-'
      ? 'standard input is no folder'
      : found === undefined
        ? 'there is no such folder'
        : 'it is no folder';
  throw new UsageError(
    `record ${path}: ${reason}`,
    'a session with the Dockerfile of a folder can be recorded; refrom cannot record an image',
  );
}

/** Under the hands of a script nobody looks at a screen: the debugger is drawn on one of the same size all the same. */
async function virtualView(flags: RecordFlags): Promise<RecordingOptions['watchScreen']> {
  const [{ openDebugger }, { createVirtualTerminal }] = await Promise.all([
    import('../../tui/open-debugger.js'),
    import('../record/virtual-terminal.js'),
  ]);
  return (recorder, project, session) => {
    let isOver = false;
    // The last thing that is seen is the end of the session, and not the empty screen behind it.
    session.subscribe(() => {
      isOver ||= session.getState().status === 'ended';
    });
    const hear = (text: string): void => {
      if (!isOver) recorder.hear(text);
    };
    // Nobody looks at files here.
    const files = openStepFiles(project, session);
    const host = {
      ...hostOf(project, session, flags),
      explain: explainForDebugger(session.project),
      files,
    };
    const view = openDebugger(host, createVirtualTerminal(terminalSize(), hear));
    return () => {
      isOver = true;
      view.close();
    };
  };
}
