// `e`: the Dockerfile in the user's editor, and the plan made anew when it is closed.
import type { TerminalLender } from '../engine/ports.js';
import { editFile } from './edit-file.js';
import { editScratch } from './edit-scratch.js';
import type { OpenedSession } from './open-session.js';

export interface DockerfileEditing {
  readonly edit: (line: number) => void;
  /** Gives the text as it was left; undefined where that cannot be told, which the session says. */
  readonly editText: (text: string) => Promise<string | undefined>;
  /** Keys are the editor's then. */
  readonly isOpen: () => boolean;
}

export function createDockerfileEditing(
  session: Pick<OpenedSession, 'project' | 'report'>,
  lender: TerminalLender,
  onEdited: () => void,
): DockerfileEditing {
  let isOpen = false;
  const open = async (line: number): Promise<void> => {
    const { path, isEditable } = session.project().source;
    if (!isEditable) {
      session.report('the Dockerfile came by standard input: there is no file to edit');
      return;
    }
    isOpen = true;
    const problem = await editFile({ line, file: path }, lender).finally(() => {
      isOpen = false;
    });
    if (problem !== undefined) session.report(problem);
    // What has been written before it failed is noticed all the same.
    else onEdited();
  };
  return {
    edit: (line) => {
      void open(line).catch((error: unknown) => {
        session.report(`no editor: ${error instanceof Error ? error.message : String(error)}`);
      });
    },
    editText: async (text) => {
      isOpen = true;
      const edited = await editScratch(text, lender).finally(() => {
        isOpen = false;
      });
      if (edited.problem !== undefined) session.report(edited.problem);
      return edited.text;
    },
    isOpen: () => isOpen,
  };
}
