// `npm run demo`: refrom on a Dockerfile that fails half-way, in a copy that is yours to edit.
// With a terminal it opens the debugger, without one it builds in plain mode. Exits 0 if that went as designed.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { engineHost, ownEngineHost } from './engine/reachable.mjs';

const program = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const example = fileURLToPath(new URL('../fixtures/demo', import.meta.url));
const wrong = 'indx.html';
const right = 'index.html';

const isInteractive = Boolean(process.stdin.isTTY && process.stdout.isTTY);
// Closing the debugger, aborting in it, or leaving the build failed are all fine; without it, the build has to fail.
const designedStatuses = isInteractive ? [0, 1, 130] : [1];

const context = join(mkdtempSync(join(tmpdir(), 'refrom-demo-')), 'harbour');
cpSync(example, context, { recursive: true });

const { status, messages } = await runRefrom(isInteractive ? 'debug' : 'build', context);
// A program that crashes has status 1 as well, but does not say how to go on.
if (designedStatuses.includes(status) && (isInteractive || messages.includes('resume'))) {
  printWhatComesNext();
} else {
  process.stderr.write(
    `refrom: the demo should have ended with status ${designedStatuses.join(' or ')} and the way to go on, not with ${status}.\n`,
  );
  process.exitCode = 1;
}

function runRefrom(...parameters) {
  // Ctrl-C is for the debugger, which gets it as well.
  process.on('SIGINT', () => {});
  return new Promise((resolve, reject) => {
    const stderr = isInteractive ? 'inherit' : 'pipe';
    const refrom = spawn(process.execPath, [program, ...parameters], {
      stdio: ['inherit', 'inherit', stderr],
    });
    let messages = '';
    refrom.stderr?.setEncoding('utf8').on('data', (text) => {
      process.stderr.write(text);
      messages += text;
    });
    refrom.once('error', reject);
    refrom.once('close', (code, signal) => resolve({ status: code ?? signal, messages }));
  });
}

function printWhatComesNext() {
  process.stdout.write(`\nThe demo's files are yours to edit: ${context}\n`);
  if (status === 0) return;
  const lines = readFileSync(join(example, 'Dockerfile'), 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes(wrong)) + 1;
  const commands = [
    ['sed', '-i.bak', `s/${wrong}/${right}/`, join(context, 'Dockerfile')],
    ['node', program, 'resume', context],
  ];
  if (engineHost() === ownEngineHost) commands.unshift(['export', `DOCKER_HOST=${ownEngineHost}`]);
  process.stdout.write(
    `Line ${line} says ${wrong} and means ${right}. Mend it, and resume where the build failed:\n\n` +
      commands.map((words) => `  ${words.map(quote).join(' ')}\n`).join('') +
      '\n',
  );
}

function quote(word) {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
