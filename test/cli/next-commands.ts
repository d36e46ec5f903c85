// The commands that a failed build offers build the same.
import { Command } from 'commander';
import test from 'ava';
import { addBuildFlags, type BuildFlags } from '../../src/cli/build-flags.js';
import { nextCommands } from '../../src/cli/next-commands.js';

const read = (...words: string[]): BuildFlags =>
  addBuildFlags(new Command()).parse(words, { from: 'user' }).opts<BuildFlags>();

test('they repeat what changes the image, and nothing else', (t) => {
  t.deepEqual(nextCommands('.', read('-t', 'app', '-q', '--checkpoint', 'every')), {
    debug: 'refrom debug .',
    resume: 'refrom resume .',
  });
  const flags = [
    ...['--target', 'build', '--build-arg', 'A=1 2', '--build-arg', 'TOKEN=secret', '--label', 'a=b'],
    ...['--platform', 'linux/arm64', '--secret', 'id=a,src=b', '--build-context', 'x=./x'],
    ...['--allow', 'network.host', '--network', 'host', '--add-host', 'a:1.2.3.4'],
  ];
  t.is(
    nextCommands('the folder', read(...flags)).debug,
    "refrom debug --target build --build-arg 'A=1 2' --build-arg TOKEN --label a=b --platform linux/arm64 " +
      "--secret id=a,src=b --build-context x=./x --allow network.host --network host --add-host a:1.2.3.4 'the folder'",
  );
});
