// The signs beside the source, for terminals with Unicode and for those without.

export interface Marks {
  /** False: nothing but ASCII may be drawn, of other text either. */
  readonly hasUnicode: boolean;
  readonly done: string;
  readonly reused: string;
  readonly skipped: string;
  readonly next: string;
  readonly failed: string;
  readonly breakpoint: string;
  readonly divider: string;
  /** Where a divider hangs from a rule. */
  readonly corner: string;
  readonly rule: string;
  readonly spinner: readonly string[];
}

const unicode: Marks = {
  hasUnicode: true,
  done: '✓',
  reused: '≡',
  skipped: '↷',
  next: '▶',
  failed: '✗',
  breakpoint: '●',
  divider: '│',
  corner: '┬',
  rule: '─',
  spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
};

const ascii: Marks = {
  hasUnicode: false,
  done: '+',
  reused: '=',
  skipped: '-',
  next: '>',
  failed: 'x',
  breakpoint: '*',
  divider: '|',
  corner: '+',
  rule: '-',
  spinner: ['|', '/', '-', '\\'],
};

export const marksFor = (hasUnicode: boolean): Marks => (hasUnicode ? unicode : ascii);

const spinnerMilliseconds = 100;

export const spinnerAt = (marks: Marks, now: number): string =>
  marks.spinner[Math.floor(now / spinnerMilliseconds) % marks.spinner.length] ?? '';
