// Which rules run: what the command line or the file says, and what is wrong with it.
import { problem, warning, type Message } from '../messages/message.js';
import { suggestion } from '../messages/nearest.js';
import type { Range } from '../messages/range.js';
import type { DockerfileTree } from '../syntax/tree.js';
import { isWrong, noSettings, readSettings, type Settings } from './read-settings.js';

/** The build argument that takes the directive's place altogether (BuildKit, dockerui). */
export const checkArgument = 'BUILDKIT_DOCKERFILE_CHECK';

export function fileSettings(
  tree: DockerfileTree,
  buildArguments: Readonly<Record<string, string>>,
  ruleNames: readonly string[],
): { settings: Settings; messages: readonly Message[] } {
  const given = buildArguments[checkArgument];
  const found = findDirective(tree);
  const value = given ?? found?.value ?? '';
  const range = given === undefined && found !== undefined ? found.range : { start: 0, end: 0 };
  const settings = readSettings(value);
  const name = given === undefined ? '`# check=`' : `--build-arg ${checkArgument}`;
  if (isWrong(settings)) {
    const text = `${name}: \`${settings.wrong}\` cannot be read`;
    const message = problem('directive-invalid', range, text, settings.expected);
    return { settings: noSettings, messages: [message] };
  }
  return { settings, messages: unknownRules(settings, { name, range }, ruleNames) };
}

/**
 * Where the first one stands; a second one is an error of the parser's. BuildKit looks for it in lines that nothing
 * is trimmed of (ParseDirective), unlike its parser: an indented directive is not seen, and hides those below it.
 */
function findDirective({ nodes, text }: DockerfileTree): { value: string; range: Range } | undefined {
  for (const node of nodes) {
    if (node.type !== 'directive') continue;
    if (!text.startsWith('#', node.range.start)) return undefined;
    if (node.directive?.name !== 'check') continue;
    const line = text.slice(node.range.start, node.range.end).trimEnd();
    return { value: node.directive.value, range: { ...node.range, end: node.range.start + line.length } };
  }
  return undefined;
}

/** BuildKit says nothing of them; a mistyped name is worth a word all the same. */
function unknownRules(
  { skip, experimental }: Settings,
  { name, range }: { readonly name: string; readonly range: Range },
  ruleNames: readonly string[],
): Message[] {
  return [...skip, ...experimental]
    .filter((rule) => rule !== '' && !ruleNames.includes(rule))
    .map((rule) => {
      const hint = suggestion(rule, ruleNames) ?? 'names are case-sensitive; `all` stands alone';
      return warning('directive-invalid', range, `${name}: there is no rule \`${rule}\``, hint);
    });
}
