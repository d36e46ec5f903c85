import type { DockerfileTree, Word } from '../../syntax/tree.js';
import { expandAt } from '../expand-at.js';
import { pageOf, spotAt, type Rule } from '../rule.js';
import type { Visit } from '../visit-stages.js';

const secret = /(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const harmless = /(?:_|^)(?:public|file|version)(?:_|$)/i;

/** By the name alone, and narrower than what a resume keeps to itself: exactly the names BuildKit calls secret. */
export const secretsUsedInArgOrEnv: Rule = {
  name: 'SecretsUsedInArgOrEnv',
  address: pageOf('secrets-used-in-arg-or-env'),
  severity: 'warning',
  find: ({ visits, tree }) =>
    visits.flatMap((visit) =>
      namesOf(visit, tree).flatMap(({ text: name, range }) => {
        if (!secret.test(name) || harmless.test(name)) return [];
        const { keyword } = visit.instruction;
        const text = `${keyword} ${name}: the value stays readable in the image and its history`;
        const hint = `give it to the RUN that needs it: --mount=type=secret,id=${name.toLowerCase()},env=${name}`;
        return [spotAt(visit, range, { text, hint })];
      }),
    ),
};

/** The names of ENV are expanded, those of ARG are not. */
function namesOf(visit: Visit, tree: DockerfileTree): Word[] {
  const { instruction } = visit;
  if (instruction.keyword === 'ARG') return instruction.assignments.map(({ name }) => name);
  if (instruction.keyword !== 'ENV') return [];
  return instruction.assignments.flatMap(({ name }) => {
    const expansion = expandAt(visit, name.text, tree);
    return expansion === undefined ? [] : [{ text: expansion.value, range: name.range }];
  });
}
