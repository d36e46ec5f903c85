// A debugger's session under the hands of a program: opened, used, and ended in good order whatever happens.
import { setMaxListeners } from 'node:events';
import type { RunningSession } from '../engine/run-session.js';
import { UsageError } from '../messages/errors.js';
import type { SessionCommand } from '../session/commands.js';
import type { BuildFlags } from './build-flags.js';
import { exitStatus } from './exit-status.js';
import { onInterrupt } from './interrupts.js';
import { openProject, type Project } from './open-project.js';
import { pushReference } from './push-failure.js';
import { openSession, type OpenedSession, type SessionRequest } from './open-session.js';

export interface UnattendedRun {
  readonly contextPath: string;
  readonly flags: BuildFlags;
  /** What is asked of the session once there is a plan; throws what is wrong with that. */
  readonly request: (project: Project) => Pick<SessionRequest, 'goal' | 'commandStreams' | 'teaches'>;
  /** Begins the session and uses it; gives the exit status. */
  readonly use: (session: OpenedSession, project: Project) => Promise<number>;
}

/** Ctrl-C ends it at any time, with status 130. */
export async function runUnattended({ contextPath, flags, request, use }: UnattendedRun): Promise<number> {
  if (pushReference(flags.onFailure) !== undefined)
    throw new UsageError('--on-failure push is for refrom build', 'leave it out here');
  const abort = new AbortController();
  setMaxListeners(0, abort.signal);
  let end = (): void => undefined;
  const stopListening = onInterrupt(() => {
    abort.abort(new Error('interrupted'));
    end();
  });
  let project: Project | undefined;
  try {
    project = await openProject(contextPath, flags, abort.signal);
    const { signal } = abort;
    const session = await openSession(project, flags, { ...request(project), interactive: true, signal });
    end = () => void session.abort();
    const status = await useToEnd(session, project, use);
    return abort.signal.aborted ? exitStatus.interrupted : status;
  } catch (error) {
    if (abort.signal.aborted) return exitStatus.interrupted;
    throw error;
  } finally {
    stopListening();
    project?.engine.close();
  }
}

async function useToEnd(
  session: OpenedSession,
  project: Project,
  use: UnattendedRun['use'],
): Promise<number> {
  try {
    return await use(session, project);
  } finally {
    await leave(session);
  }
}

/** Gives the command, and waits until all that follows from it is done. */
export async function tellSession(session: RunningSession, command: SessionCommand): Promise<void> {
  session.dispatch(command);
  await session.idle();
}

/** Does nothing where the session has ended. */
export async function leave(session: RunningSession): Promise<void> {
  if (session.getState().status !== 'ended') session.dispatch({ type: 'quit' });
  await session.ended;
}
