import process from 'node:process';
import type { BuildFlags } from './build-flags.js';

/** There is somebody to sit at it, and nothing else was asked for. */
export const opensDebugger = ({ progress }: Pick<BuildFlags, 'progress'>): boolean =>
  progress === 'auto' && process.stdin.isTTY && process.stdout.isTTY;
