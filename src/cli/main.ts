// The program: words of the command line in, exit status out. Everything heavy is loaded by the command that needs it.
import process from 'node:process';
import { onClosedOutputs } from './on-closed-output.js';
import { version } from './version.js';

const [first] = process.argv.slice(2);
if (first === '--version' || first === '-V') {
  process.stdout.write(`refrom ${version}\n`);
} else {
  // What is printed then goes nowhere; whoever has more to end than that watches for it.
  onClosedOutputs(() => undefined);
  const { runProgram } = await import('./program.js');
  process.exitCode = await runProgram(process.argv.slice(2));
}
