import type { Row } from './row.js';
import { program, timeSideBySide } from './time-command.js';

/** `refrom --version` against a bare Node. */
export async function versionCommand(): Promise<Row[]> {
  const node = process.execPath;
  const [own = 0, bare = 1] = await timeSideBySide(
    [
      [node, program, '--version'],
      [node, '-e', '0'],
    ],
    15,
  );
  return [
    {
      what: 'refrom --version',
      detail: `${ms(own)} against bare Node ${ms(bare)}`,
      value: own / bare,
      limit: 2,
      unit: '×',
    },
  ];
}

export const ms = (seconds: number): string => `${(seconds * 1000).toFixed(0)} ms`;
