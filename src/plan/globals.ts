import type { Message } from '../messages/message.js';
import type { DockerfileTree } from '../syntax/tree.js';
import { platformArguments, type BuildOptions } from './build-options.js';
import { createExpander } from './expansion.js';
import { globalArguments } from './global-arguments.js';
import { ownValue } from './own-value.js';

/** What FROM lines see, and what a stage's ARG without a value takes over. */
export interface Globals {
  /** Platform arguments, then those before the first FROM; a name without a value is absent. */
  readonly values: Readonly<Record<string, string>>;
  /** Names declared before the first FROM, with or without a value. */
  readonly declared: readonly string[];
}

/** Reads the ARGs before the first FROM, each seeing those before it; `--build-arg` wins over a default. */
export function collectGlobals(tree: DockerfileTree, options: BuildOptions, messages: Message[]): Globals {
  const target = options.target ?? lastStageName(tree);
  const platform = platformArguments({ ...options, ...(target === undefined ? {} : { target }) });
  // Names are the user's, `constructor` and `__proto__` included.
  const values = Object.assign(Object.create(null) as Record<string, string>, platform);
  const declared: string[] = [];
  const expand = createExpander((name) => values[name], tree.escape, messages);
  for (const { assignments } of globalArguments(tree)) {
    for (const { name, value } of assignments) {
      const given = ownValue(options.buildArguments, name.text);
      const effective = given ?? (value === undefined ? undefined : expand(value));
      declared.push(name.text);
      if (effective !== undefined) values[name.text] = effective;
    }
  }
  return { values, declared };
}

/** What TARGETSTAGE says without `--target` (BuildKit; seen on engine 28.5.2). */
function lastStageName({ instructions }: DockerfileTree): string | undefined {
  const last = instructions.findLast(({ keyword }) => keyword === 'FROM');
  return last?.keyword === 'FROM' ? last.stageName?.text.toLowerCase() : undefined;
}
