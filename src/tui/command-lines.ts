/** The lines of an output that commands at the prompt begin with. */
export interface CommandLines {
  begin(line: number): void;
  /** The last one that was not undone yet. */
  undo(): void;
  isUndone(line: number): boolean;
  /** That of the first one. */
  from(): number | undefined;
}

export function createCommandLines(): CommandLines {
  const standing: number[] = [];
  const undone = new Set<number>();
  let first: number | undefined;
  return {
    begin: (line) => {
      first ??= line;
      standing.push(line);
    },
    undo: () => {
      const line = standing.pop();
      if (line !== undefined) undone.add(line);
    },
    isUndone: (line) => undone.has(line),
    from: () => first,
  };
}
