import type { ShellClosed } from '../../session/events.js';
import { fencedBlock, plainText } from './markdown.js';

export function tellShell({ exitCode, commands = [] }: ShellClosed, hide: (text: string) => string): string {
  const end = `The shell ended with exit code ${String(exitCode)}.`;
  if (commands.length === 0) return end;
  const lines = commands.map(
    (each) =>
      plainText(hide(each.text)) + (each.exitCode === 0 ? '' : `  # exit code ${String(each.exitCode)}`),
  );
  return `${end} What was run in it:\n\n${fencedBlock('sh', lines.join('\n')).trimEnd()}`;
}
