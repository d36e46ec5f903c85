import type { Connection } from '../connection.js';

export interface ExecEnvironments {
  /** What to give an exec so that its environment is exactly `variables` (`NAME=value`). */
  toExact(container: string, variables: readonly string[]): Promise<string[]>;
  /** What a new container inherits. */
  remember(container: string, variables: readonly string[]): void;
  forget(container: string): void;
}

/**
 * An exec starts from the container's environment: what its image says, and what the engine adds. An entry without
 * `=` takes a variable away.
 */
export function createExecEnvironments({ docker }: Connection): ExecEnvironments {
  const inherited = new Map<string, readonly string[]>();

  async function readInherited(container: string): Promise<readonly string[]> {
    const { Config } = await docker.getContainer(container).inspect();
    // An image may have no variables at all, which the API says with null, whatever the types promise.
    const names = ((Config.Env as string[] | null) ?? []).map(nameOf);
    inherited.set(container, names);
    return names;
  }

  return {
    toExact: async (container, variables) => {
      const names = new Set([
        'HOSTNAME',
        'PATH',
        ...(inherited.get(container) ?? (await readInherited(container))),
      ]);
      for (const variable of variables) names.delete(nameOf(variable));
      return [...variables, ...names];
    },
    remember: (container, variables) => {
      inherited.set(container, variables.map(nameOf));
    },
    forget: (container) => {
      inherited.delete(container);
    },
  };
}

function nameOf(variable: string): string {
  return variable.split('=', 1)[0] ?? variable;
}
