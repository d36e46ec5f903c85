// The process's terminal as the debugger needs it, restored on every way out of the process.
import process from 'node:process';
import type { DebuggerTerminal } from '../tui/terminal.js';

export function debuggerTerminal(hasMouse: boolean): DebuggerTerminal {
  const { env, stdin, stdout } = process;
  const locale = env.LC_ALL ?? env.LC_CTYPE ?? env.LANG ?? '';
  return {
    stdin,
    stdout,
    hasColor: (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb',
    // Without any locale most terminals of today still show UTF-8; a locale that names another charset is believed.
    hasUnicode: locale === '' || /utf-?8/i.test(locale) || locale === 'C' || locale === 'POSIX',
    hasMouse,
    onExit: (restore) => {
      process.once('exit', restore);
      return () => process.off('exit', restore);
    },
  };
}
