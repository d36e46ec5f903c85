// The flags that only `refrom debug` has, and which of them go together.
import { Option, type Command } from 'commander';
import { UsageError } from '../messages/errors.js';
import type { BuildFlags } from './build-flags.js';

export interface DebugFlags extends BuildFlags {
  readonly exec: boolean;
  readonly at?: string;
  readonly wreck: boolean;
  readonly script?: string;
  readonly mouse: boolean;
  readonly keys: boolean;
  readonly teach: boolean;
}

export function addDebugFlags(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--exec',
        'run one command in the state before a step, as a RUN there would: --exec --at STEP -- COMMAND…',
      ).default(false, 'no'),
    )
    .option('--at <step>', 'with --exec: the step, as LINE, STAGE:LINE, or fail for the first that fails')
    .addOption(
      new Option('--wreck', 'with --exec --at fail: in what the failed step left').default(false, 'no'),
    )
    .option('--script <file>', 'do what the commands of a file say, - for standard input; print JSON lines')
    .addOption(
      new Option('--keys', "print the debugger's actions with the keys that they have for you").default(
        false,
        'no',
      ),
    )
    .option('--no-mouse', 'leave clicks and the wheel to the terminal, for its own selection')
    .option('--teach', 'stop before every step, and show the docker commands that do the same', false);
}

/** Throws a UsageError where `--teach` has nowhere to explain. */
export function refuseTeach({ teach, exec, progress, script }: DebugFlags): void {
  if (!teach) return;
  if (exec)
    throw new UsageError(
      '--teach and --exec do not go together',
      'refrom explain --line N explains one step',
    );
  if (progress === 'json' && script === undefined)
    throw new UsageError(
      '--teach: explanations are text, and --progress json prints none',
      'refrom explain --format json has them as JSON',
    );
}

/** Of `--script`; undefined without it. Throws a UsageError where flags do not go together. */
export function readScriptPath(flags: DebugFlags, contextPath: string): string | undefined {
  const { script, exec, file } = flags;
  if (script === undefined) return undefined;
  if (exec)
    throw new UsageError('--script and --exec do not go together', 'shell "COMMAND" runs one in a script');
  if (script === '-' && (contextPath === '-' || file === '-'))
    throw new UsageError(
      `--script -: standard input is the ${file === '-' ? 'Dockerfile' : 'context'} already`,
      'put the script into a file',
    );
  return script;
}

export interface ExecOrder {
  readonly at: string;
  readonly words: readonly string[];
  readonly wreck: boolean;
}

/** Of `--exec`; undefined without it. Throws a UsageError where flags do not go together. */
export function readExecOrder(flags: DebugFlags, words: readonly string[]): ExecOrder | undefined {
  const { exec, at, wreck } = flags;
  if (!exec) {
    if (at !== undefined || wreck)
      throw new UsageError(`--${at === undefined ? 'wreck' : 'at'} goes with --exec`, usage);
    return undefined;
  }
  if (at === undefined)
    throw new UsageError('--exec: --at is missing, the step before which to run the command', usage);
  if (words.length === 0) throw new UsageError('--exec: the command is missing; it stands behind --', usage);
  if (words[0] === '') throw new UsageError('--exec: the first word of the command is empty', usage);
  if (wreck && at !== 'fail')
    throw new UsageError(
      `--wreck: only --at fail leaves one, and it is --at ${at}`,
      'use --at fail, or leave --wreck out',
    );
  if (flags.progress === 'json')
    throw new UsageError(
      '--progress json: with --exec standard output is what the command prints',
      '--progress plain tells of the steps on standard error',
    );
  return { at, words, wreck };
}

const usage = 'refrom debug --exec --at LINE [CONTEXT] -- COMMAND…';
