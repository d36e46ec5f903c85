import test from 'ava';
import { mostToldBytes, readToldCommands } from '../../../src/engine/shell/told-commands.js';

test('what a shell told is read in order, several lines as one command', (t) => {
  t.deepEqual(readToldCommands('=0\n ls\n=127\n  foo\n bar\n=1\n cat <<E\n =2\n E\n'), [
    { text: 'ls', exitCode: 0 },
    { text: ' foo\nbar', exitCode: 127 },
    { text: 'cat <<E\n=2\nE', exitCode: 1 },
  ]);
});

test('to leave the shell is nothing that was tried, and nor is an empty line', (t) => {
  t.deepEqual(readToldCommands('=0\n exit\n=0\n  exit 3\n=0\n logout\n=0\n \n=1\n false; exit\n'), [
    { text: 'false; exit', exitCode: 1 },
  ]);
});

test('what a shell never told is nothing, and what is no record is passed over', (t) => {
  t.deepEqual(readToldCommands(''), []);
  t.deepEqual(readToldCommands('rubbish\n=x\n ls\n=0\n'), []);
});

test('control sequences in a command do nothing', (t) => {
  t.notRegex(readToldCommands('=0\n echo \u001b[2J\u001b]0;x\u0007\n')[0]?.text ?? '', /[\u001b\u0007]/);
});

test('of what is cut off at the limit nothing is said', (t) => {
  const told = `=0\n ls\n=0\n ${'x'.repeat(mostToldBytes)}`.slice(0, mostToldBytes);
  t.deepEqual(readToldCommands(told), [{ text: 'ls', exitCode: 0 }]);
});
