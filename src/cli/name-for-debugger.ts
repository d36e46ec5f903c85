// A name for a checkpoint, typed in the debugger: given beside the session, which tells what has come of it.
import type { RunningSession } from '../engine/run-session.js';
import type { DebuggerHost } from '../tui/debugger-host.js';
import { nameCheckpoint } from './commands/checkpoints/remove.js';
import type { Project } from './open-project.js';
import { readTag } from './read-options.js';

export const nameForDebugger =
  (
    { engine }: Pick<Project, 'engine'>,
    { report }: Pick<RunningSession, 'report'>,
  ): NonNullable<DebuggerHost['nameCheckpoint']> =>
  (image, name) => {
    const give = async (): Promise<string> => {
      const tag = readTag(name, 'the new name');
      await nameCheckpoint(engine, image, tag);
      return `${image} has the name ${tag} too, which keeps it`;
    };
    give().then(report, (error: unknown) => {
      report(`no name given: ${error instanceof Error ? error.message : String(error)}`);
    });
  };
