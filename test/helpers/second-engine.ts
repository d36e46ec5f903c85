// The preparation's second engine, with a store of its own: what happens on another machine.
import { resolve } from 'node:path';
import { execa } from 'execa';
import { canStartEngine } from './small-engine.js';

const withEngine = resolve(import.meta.dirname, '../../../../scripts/with-engine');

/** Beside another engine than the preparation's own there is none; tests then skip. */
export const hasSecondEngine = canStartEngine;

/** Gives the address of the engine with the containerd image store, which is started where it does not run. */
export async function openSecondEngine(): Promise<string> {
  const words = ['--engine', '28-containerd', '--', 'printenv', 'DOCKER_HOST'];
  const { stdout } = await execa(withEngine, words);
  return stdout.trim();
}
