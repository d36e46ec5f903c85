// Frames to a terminal: only lines that differ are written, at their place, in one synchronised piece.

export interface ScreenPainter {
  paint(frame: string): void;
  /** What is on the screen is not known any more: the next frame is written whole. */
  readonly forget: () => void;
}

/** Terminals that know it show all between at once (DEC private mode 2026); others ignore it. */
const beginSynchronized = '\u001b[?2026h';
const endSynchronized = '\u001b[?2026l';

export function createScreenPainter(write: (text: string) => void): ScreenPainter {
  let shown: readonly string[] | undefined;
  return {
    paint: (frame) => {
      const lines = frame.split('\n');
      const changes = shown === undefined ? [clear, ...lines.map(paintLine)] : paintChanges(shown, lines);
      shown = lines;
      if (changes.length > 0) write(beginSynchronized + changes.join('') + endSynchronized);
    },
    forget: () => {
      shown = undefined;
    },
  };
}

const clear = '\u001b[0m\u001b[2J';

function paintChanges(before: readonly string[], after: readonly string[]): string[] {
  const changes: string[] = [];
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
    const line = after[index] ?? '';
    if (line !== (before[index] ?? '')) changes.push(paintLine(line, index));
  }
  return changes;
}

/** Erased before, not after: past a full line the cursor stands on its last column, which erasing would take. */
const paintLine = (line: string, index: number): string =>
  `\u001b[${String(index + 1)};1H\u001b[0m\u001b[2K${line}\u001b[0m`;
