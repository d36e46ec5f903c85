// The commands and their words. Each loads its own code when it is called.
import process from 'node:process';
import { Command, CommanderError, Option } from 'commander';
import { ways } from '../handover/choose-handover.js';
import { addBuildFlags, addSharedFlags, type BuildFlags } from './build-flags.js';
import { exitStatus, judgeError } from './exit-status.js';
import { addCheckpoints } from './add-checkpoints.js';
import { addDebugFlags, readExecOrder, readScriptPath, refuseTeach, type DebugFlags } from './debug-flags.js';
import { splitCommand } from './split-command.js';
import type { CheckFlags } from './commands/check.js';
import type { ExplainFlags } from './commands/explain.js';
import type { ResumeFlags } from './commands/resume.js';
import { version } from './version.js';

/** Gives the exit status; never throws. */
export async function runProgram(words: readonly string[]): Promise<number> {
  let status: number = exitStatus.done;
  const { own, command } = splitCommand(words);
  const program = createProgram((result) => {
    status = result;
  }, command);
  try {
    await program.parseAsync(own, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.done : exitStatus.usage;
    const verdict = judgeError(error);
    process.stderr.write(verdict.text);
    return verdict.status;
  }
}

/** `command` is what stands behind `--`. */
function createProgram(finish: (status: number) => void, command: readonly string[]): Command {
  const program = new Command('refrom')
    .description('The debugger and transpiler for Dockerfiles: step, look, fix, resume.')
    .version(`refrom ${version}`, '-V, --version')
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText('after', '\nA context alone is debugged: refrom . is refrom debug .');
  addDebug(program, finish, command);
  addBuildFlags(program.command('build').description('build an image, keeping checkpoints on the way'))
    .argument('<context>', 'directory with the Dockerfile and its files')
    .action(async (context: string, flags: BuildFlags) => {
      const { runBuild } = await import('./commands/build.js');
      finish(await runBuild(context, flags));
    });
  addBuildFlags(program.command('resume').description('write a Dockerfile that goes on from a checkpoint'))
    .argument('[context]', 'directory with the Dockerfile and its files', '.')
    .option('-o, --output <path>', 'where to write it; - is standard output (default: DOCKERFILE.refrom)')
    .option('--at <line>', 'resume after this line at the latest (default: as far as checkpoints go)')
    .option('--lines', 'comment finished lines out, so that line numbers stay', false)
    .option('--run', 'build it at once', false)
    .option('--builder <name>', "the builder of buildx (default: docker build's own)")
    .addOption(
      new Option(
        '--via <way>',
        'how the builder comes to the checkpoints (default: what works there)',
      ).choices(ways),
    )
    .option(
      '--push <repository>',
      'push the checkpoints there, for a builder that sees nothing of this machine',
    )
    .action(async (context: string, flags: BuildFlags & ResumeFlags) => {
      const { runResume } = await import('./commands/resume.js');
      finish(await runResume(context, flags));
    });
  addCheck(program, finish);
  addExplain(program, finish);
  addCheckpoints(program, finish);
  return program;
}

function addDebug(program: Command, finish: (status: number) => void, words: readonly string[]): void {
  const command = program
    .command('debug', { isDefault: true })
    .description('step through a Dockerfile in a live container, or have it done by a script');
  addDebugFlags(addBuildFlags(command))
    .argument('[context]', 'directory with the Dockerfile and its files', '.')
    .action(async (context: string, flags: DebugFlags) => {
      if (flags.keys) {
        const { runDebugKeys } = await import('./commands/debug-keys.js');
        finish(await runDebugKeys());
        return;
      }
      refuseTeach(flags);
      const script = readScriptPath(flags, context);
      const order = readExecOrder(flags, words);
      if (order !== undefined) {
        const { runDebugExec } = await import('./commands/debug-exec.js');
        finish(await runDebugExec(context, flags, order));
        return;
      }
      if (script !== undefined) {
        const { runDebugScript } = await import('./commands/debug-script.js');
        finish(await runDebugScript(context, flags, script));
        return;
      }
      const { runDebug } = await import('./commands/debug.js');
      finish(await runDebug(context, flags));
    });
}

function addCheck(program: Command, finish: (status: number) => void): void {
  const command = program
    .command('check')
    .description("say what is wrong with a Dockerfile, and what BuildKit's rules find in it");
  addSharedFlags(command, 'file', 'buildArg', 'target', 'platform', 'engine')
    .argument('[file]', 'the Dockerfile, - for standard input, or a context with one (default: ./Dockerfile)')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
    .option('--images', 'ask the engine for the variables and settings of the base images it has', false)
    .action(async (file: string | undefined, flags: CheckFlags) => {
      const { runCheck } = await import('./commands/check.js');
      finish(await runCheck(file, flags));
    });
}

function addExplain(program: Command, finish: (status: number) => void): void {
  const command = program
    .command('explain')
    .description('say what each step of a Dockerfile does, and how docker would do it by hand');
  addSharedFlags(command, 'file', 'buildArg', 'target', 'platform')
    .argument('[file]', 'the Dockerfile, - for standard input, or a context with one (default: ./Dockerfile)')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
    .option('--line <line>', 'only the step on this line')
    .action(async (file: string | undefined, flags: ExplainFlags) => {
      const { runExplain } = await import('./commands/explain.js');
      finish(await runExplain(file, flags));
    });
}
