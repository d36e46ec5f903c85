// One figure of the table and its bound.
export interface Row {
  readonly what: string;
  /** What is measured and what it is measured against, with their medians. */
  readonly detail: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: '×' | 's' | 'MB' | 'ms';
}

export function reportRows(rows: readonly Row[]): string {
  const table = rows.map(({ what, detail, value, limit, unit }) => [
    value <= limit ? 'ok' : 'OVER',
    what,
    `${value.toFixed(unit === 'MB' || unit === 'ms' ? 0 : 2)} ${unit}`,
    `≤ ${String(limit)} ${unit}`,
    detail,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  return table
    .map(
      (cells) =>
        cells
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd() + '\n',
    )
    .join('');
}

export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};
