// The two rules about the ports of EXPOSE.
import { expandWords } from '../../plan/expand/expand-words.js';
import { valueIn } from '../../plan/state/scope.js';
import type { DockerfileTree, Word } from '../../syntax/tree.js';
import { readPort } from '../../syntax/values/scalars.js';
import { pageOf, spotAt, type Rule } from '../rule.js';
import type { Visit } from '../visit-stages.js';

export const exposeProtoCasing: Rule = {
  name: 'ExposeProtoCasing',
  address: pageOf('expose-proto-casing'),
  severity: 'warning',
  find: ({ visits, tree }) =>
    visits.flatMap((visit) =>
      portsOf(visit, tree).flatMap(({ text: port, range }) => {
        const protocol = port.split('/')[1] ?? '';
        if (protocol === protocol.toLowerCase()) return [];
        const text = `the protocol of \`${port}\` is spelled in upper case`;
        return [spotAt(visit, range, { text, hint: `write \`${port.toLowerCase()}\`` })];
      }),
    ),
};

export const exposeInvalidFormat: Rule = {
  name: 'ExposeInvalidFormat',
  address: pageOf('expose-invalid-format'),
  severity: 'warning',
  find: ({ visits, tree }) =>
    visits.flatMap((visit) =>
      portsOf(visit, tree).flatMap(({ text: port, range }) => {
        const container = port.slice(port.lastIndexOf(':') + 1);
        if (!/[^:]:/.test(port)) return [];
        const text = `\`${port}\`: EXPOSE knows no address and no port of the host, and will refuse them one day`;
        const hint = `write \`${container}\`; what it is published as is docker run's business: -p ${port}`;
        return [spotAt(visit, range, { text, hint })];
      }),
    ),
};

/** Expanded, and only what is a port at all; the rest is an error. */
function portsOf({ instruction, before }: Visit, { escape }: DockerfileTree): Word[] {
  if (instruction.keyword !== 'EXPOSE') return [];
  const lookup = (name: string): string | undefined => valueIn(before, name);
  return instruction.words.flatMap(({ text, range }) => {
    const result = expandWords(text, { lookup, escape });
    if ('problem' in result) return [];
    return result.words.filter((port) => readPort(port) !== undefined).map((port) => ({ text: port, range }));
  });
}
