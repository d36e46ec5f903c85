// What is done in a session, as a Markdown page that grows while it lasts.
import type { HiddenValue } from '../../report/transcript/hide-values.js';
import { createTranscript } from '../../report/transcript/transcript.js';
import type { Project } from '../open-project.js';
import type { OpenedSession } from '../open-session.js';
import { secretArguments } from './given-secrets.js';
import type { RecordingFile } from './recording-file.js';

export interface PageOptions {
  /** As the user would type it. */
  readonly command: string;
  readonly secrets: readonly HiddenValue[];
  /** In a lesson. */
  readonly explain?: (project: Project) => (step: number) => string;
}

/** Gives what writes the last of it. */
export function recordPage(
  { secrets, command, explain }: PageOptions,
  page: RecordingFile,
  project: Project,
  session: OpenedSession,
): () => void {
  const transcript = createTranscript({
    title: project.name,
    source: project.source,
    command,
    engine: `${project.description.version} at ${project.engineHost}`,
    time: new Date().toISOString(),
    state: session.getState(),
    secrets: secretsOf(project, secrets),
    ...(explain === undefined ? {} : { explain: explain(project) }),
  });
  page.append(transcript.head);
  session.subscribe((input) => {
    page.append(transcript.take(input, session.getState()));
  });
  return () => {
    page.append(transcript.end());
  };
}

/** With those among the build arguments. */
export const secretsOf = ({ outline }: Project, given: readonly HiddenValue[]): readonly HiddenValue[] => [
  ...given,
  ...secretArguments(outline.options.buildArguments),
];
