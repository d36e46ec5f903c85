import type { CommandForm } from '../../syntax/tree.js';
import { pageOf, spotAt, type Rule } from '../rule.js';

/** CMD and ENTRYPOINT in shell form, unless a SHELL was chosen on purpose, in this file or in the base. */
export const jsonArgsRecommended: Rule = {
  name: 'JSONArgsRecommended',
  address: pageOf('json-args-recommended'),
  severity: 'warning',
  find: ({ visits }) =>
    visits.flatMap((visit) => {
      const { instruction, before } = visit;
      if (instruction.keyword !== 'CMD' && instruction.keyword !== 'ENTRYPOINT') return [];
      if (instruction.command.form === 'exec' || (before.settings.Shell ?? []).length > 0) return [];
      const { keyword, keywordRange, command } = instruction;
      const text = `${keyword} in shell form: a shell is process 1, and signals such as that of docker stop end there`;
      return [spotAt(visit, keywordRange, { text, hint: rewriteHint(keyword, command) })];
    }),
};

/** Spelled out where the words are plain; what needs a shell stays a shell's. */
function rewriteHint(keyword: string, command: CommandForm): string {
  const script = command.form === 'shell' ? command.script : '';
  if (/^[\w@%+=:,./ -]+$/.test(script)) {
    return `write \`${keyword} ${JSON.stringify(script.split(/ +/)).replaceAll('","', '", "')}\``;
  }
  return `write \`${keyword} ["program", "argument"]\`; if it needs a shell, \`["/bin/sh", "-c", "exec …"]\``;
}
