import type { Project } from '../open-project.js';
import type { OpenedSession } from '../open-session.js';

/** Is told of a session of any command that debugs. */
export interface SessionWatch {
  /** It is open, and nothing has happened in it. */
  begin(project: Project, session: OpenedSession): void;
  /** A command of a script is done, and all that follows from it. */
  pause(): Promise<void>;
}
