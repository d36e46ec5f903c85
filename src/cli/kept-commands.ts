// Commands typed in the debugger, which outlast it: of a project.
import type { SessionInput } from '../session/transition.js';
import { remember } from '../tui/command-prompt.js';
import type { Project } from './open-project.js';

export interface KeptCommands {
  /** Of earlier sessions, the oldest first. */
  readonly earlier: readonly string[];
  /** Keeps it at once: a session does not always come to its end. */
  readonly record: (input: SessionInput) => void;
}

/** What cannot be written is not remembered. */
export async function openCommands({ records }: Pick<Project, 'records'>): Promise<KeptCommands> {
  const earlier = await records.findCommands();
  let commands = earlier;
  let saving = Promise.resolve();
  return {
    earlier,
    record: (input) => {
      if (input.type !== 'execute' || input.command.form !== 'shell') return;
      commands = remember(commands, input.command.script);
      const all = commands;
      saving = saving.then(() => records.saveCommands(all)).catch(() => undefined);
    },
  };
}
