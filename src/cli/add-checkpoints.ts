// The words of `refrom checkpoints`.
import { Option, type Command } from 'commander';
import { addSharedFlags } from './build-flags.js';
import type { EngineFlags } from './commands/checkpoints/open-inventory.js';
import type { ListFlags } from './commands/checkpoints/list.js';
import type { PruneFlags } from './commands/checkpoints/remove.js';
import type { SquashFlags } from './commands/checkpoints/squash.js';
import type { PushFlags } from './commands/checkpoints/travel.js';

type Finish = (status: number) => void;

const checkpoint = 'its tag, what stands behind the colon, its key, or an image ID';
const format = (): Option =>
  new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text');

export function addCheckpoints(program: Command, finish: Finish): void {
  const command = program
    .command('checkpoints')
    .description('the kept states: list, look, compare, enter, name, join, remove, send and fetch');
  addSharedFlags(command.command('ls').description('all of them as a tree, with what each holds'), 'engine')
    .argument('[context]', 'only those of the project in this directory')
    .addOption(format())
    .action(async (context: string | undefined, flags: ListFlags) => {
      const { runList } = await import('./commands/checkpoints/list.js');
      finish(await runList(context, flags));
    });
  addSharedFlags(command.command('show').description('all that is known of one'), 'engine')
    .argument('<checkpoint>', checkpoint)
    .addOption(format())
    .action(async (word: string, flags: ListFlags) => {
      const { runShow } = await import('./commands/checkpoints/list.js');
      finish(await runShow(word, flags));
    });
  addDiff(command, finish);
  addSharedFlags(
    command.command('shell').description('enter a checkpoint, or a wreck, as a RUN there would'),
    'engine',
  )
    .argument('<checkpoint>', `${checkpoint}; or a wreck's name`)
    .action(async (word: string, flags: EngineFlags) => {
      const { runShell } = await import('./commands/checkpoints/shell.js');
      finish(await runShell(word, flags));
    });
  addRemoving(command, finish);
  addSquash(command, finish);
  addTravel(command, finish);
}

function addDiff(command: Command, finish: Finish): void {
  addSharedFlags(
    command.command('diff').description('what differs between two: files, packages, configuration'),
    'engine',
  )
    .argument('<before>', `${checkpoint}; a wreck's name; or any image`)
    .argument('<after>', 'another one')
    .addOption(format())
    .action(async (before: string, after: string, flags: ListFlags) => {
      const { runDiff } = await import('./commands/checkpoints/diff.js');
      finish(await runDiff([before, after], flags));
    });
}

function addTravel(command: Command, finish: Finish): void {
  addSharedFlags(
    command.command('push').description('send one to a registry, for another machine to go on from'),
    'engine',
  )
    .argument('<reference>', 'the image name to push it as')
    .argument('[checkpoint]', `${checkpoint} (default: the newest of the project in this directory)`)
    .option('--allow-args', 'also where values of build arguments and secret variables go with it', false)
    .action(async (reference: string, word: string | undefined, flags: PushFlags) => {
      const { runPush } = await import('./commands/checkpoints/travel.js');
      finish(await runPush(reference, word, flags));
    });
  addSharedFlags(
    command.command('pull').description('fetch one from a registry, for builds to find'),
    'engine',
  )
    .argument('<reference>', 'the image name it was pushed as')
    .action(async (reference: string, flags: EngineFlags) => {
      const { runPull } = await import('./commands/checkpoints/travel.js');
      finish(await runPull(reference, flags));
    });
}

function addRemoving(command: Command, finish: Finish): void {
  addSharedFlags(
    command.command('tag').description('give one, or a wreck, a name of yours: it is kept'),
    'engine',
  )
    .argument('<checkpoint>', `${checkpoint}; or a wreck's name`)
    .argument('<name>', 'an image name')
    .action(async (word: string, name: string, flags: EngineFlags) => {
      const { runTag } = await import('./commands/checkpoints/remove.js');
      finish(await runTag(word, name, flags));
    });
  addSharedFlags(command.command('rm').description('remove checkpoints and wrecks'), 'engine')
    .argument('<checkpoint...>', `${checkpoint}; or a wreck's name`)
    .action(async (words: string[], flags: EngineFlags) => {
      const { runRemove } = await import('./commands/checkpoints/remove.js');
      finish(await runRemove(words, flags));
    });
  const prune = command
    .command('prune')
    .description('remove what is the cheapest to make again, down to the budget');
  addSharedFlags(prune, 'keepStorage', 'engine')
    .option('--all', "everything of refrom's: checkpoints, wrecks, caches of RUN --mount", false)
    .option('--dry-run', 'only say what would go', false)
    .action(async (flags: PruneFlags) => {
      const { runPrune } = await import('./commands/checkpoints/remove.js');
      finish(await runPrune(flags));
    });
}

function addSquash(command: Command, finish: Finish): void {
  addSharedFlags(
    command.command('squash').description('join the layers of one above its base image into one'),
    'engine',
  )
    .argument('<checkpoint>', `${checkpoint}; or any image, with NAME and --from`)
    .argument('[name]', 'an image name for what comes of it (default: the checkpoint itself is replaced)')
    .option('--from <image>', 'join only what lies above this checkpoint or image; scratch: everything')
    .action(async (word: string, name: string | undefined, flags: SquashFlags) => {
      const { runSquash } = await import('./commands/checkpoints/squash.js');
      finish(await runSquash(word, name, flags));
    });
}
