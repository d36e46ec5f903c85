import { refuse, refuseEmpty, restOf, type Read } from './statement.js';

const forbidden = new Set(['ONBUILD', 'FROM', 'MAINTAINER']);
const prefix = /^[\t\n\f\r ]*ONBUILD[\t\n\f\r ]*/i;

/** `ONBUILD INSTRUCTION`: the trigger's text as the image's configuration keeps it, heredoc bodies included. */
export const readOnbuild: Read = (statement) => {
  const { base } = statement;
  const [found = ''] = base.rest.text.split(/[\t\v\f\r ]/, 1);
  const triggerKeyword = found.toUpperCase();
  if (found === '') return refuseEmpty(statement, 'an instruction', 'write `ONBUILD RUN command`');
  if (forbidden.has(triggerKeyword)) {
    const { start } = restOf(base);
    const text = `ONBUILD: ${triggerKeyword} cannot be a trigger`;
    const hint = 'every other instruction can';
    return refuse(statement, 'onbuild-invalid', { start, end: start + found.length, text, hint });
  }
  const bodies = base.heredocs
    .map(({ bodyRange, name }) => `\n${statement.file.slice(bodyRange.start, bodyRange.end)}${name}`)
    .join('');
  const trigger = base.logical.text.replace(prefix, '') + bodies;
  return { keyword: 'ONBUILD', trigger, triggerKeyword };
};
