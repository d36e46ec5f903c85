// The signs beside the source, for terminals with Unicode and for those without.

export interface Marks {
  /** False: nothing but ASCII may be drawn, of other text either. */
  readonly hasUnicode: boolean;
  readonly done: string;
  readonly reused: string;
  readonly skipped: string;
  /** What the step left by failing was accepted as it is. */
  readonly accepted: string;
  readonly pending: string;
  readonly next: string;
  readonly failed: string;
  readonly breakpoint: string;
  readonly divider: string;
  /** Where a divider hangs from a rule. */
  readonly corner: string;
  readonly rule: string;
  readonly spinner: readonly string[];
  readonly graph: GraphMarks;
}

/** Lines between stages. */
export interface GraphMarks {
  readonly down: string;
  readonly across: string;
  /** Goes on down, and to the right. */
  readonly fork: string;
  /** From above to the right. */
  readonly corner: string;
  /** From above into a line. */
  readonly join: string;
  /** Goes on down, and into a line. */
  readonly cross: string;
}

const unicode: Marks = {
  hasUnicode: true,
  done: '✓',
  reused: '≡',
  skipped: '↷',
  accepted: '✎',
  pending: '○',
  next: '▶',
  failed: '✗',
  breakpoint: '●',
  divider: '│',
  corner: '┬',
  rule: '─',
  spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
  graph: { down: '│', across: '─', fork: '├', corner: '└', join: '┴', cross: '┼' },
};

const ascii: Marks = {
  hasUnicode: false,
  done: '+',
  reused: '=',
  skipped: '-',
  accepted: '!',
  pending: 'o',
  next: '>',
  failed: 'x',
  breakpoint: '*',
  divider: '|',
  corner: '+',
  rule: '-',
  spinner: ['|', '/', '-', '\\'],
  graph: { down: '|', across: '-', fork: '+', corner: '+', join: '+', cross: '+' },
};

export const marksFor = (hasUnicode: boolean): Marks => (hasUnicode ? unicode : ascii);

const spinnerMilliseconds = 100;

export const spinnerAt = (marks: Marks, now: number): string =>
  marks.spinner[Math.floor(now / spinnerMilliseconds) % marks.spinner.length] ?? '';
