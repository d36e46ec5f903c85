// Not a test: the debugger on a scripted session, to be looked at in a terminal.
// `node build/compiled/test/helpers/try-debugger.js`
import { spawn } from 'node:child_process';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { openDebugger } from '../../src/tui/open-debugger.js';
import { createFakeHost, type FakeStep } from './fake-host.js';

const text = `# syntax=docker/dockerfile:1
ARG VERSION=3.12
FROM debian:bookworm AS build
# what the compiler needs
RUN apt-get update && \\
    apt-get install -y --no-install-recommends \\
      gcc \\
      # a comment inside
      libc6-dev make
WORKDIR /src
COPY src/ Makefile README.md ./a/very/long/path/that/does/not/fit/into/a/pane/of/sixty/columns/
RUN make -j4 && make check
ENV GREETING="héllo 日本語 👍"
RUN <<EOF
set -e
echo one
# not an instruction
RUN two
EOF

FROM scratch AS unused
COPY --from=build /a /a

FROM debian:bookworm
COPY --from=build /src/app /usr/local/bin/
RUN false
RUN yes 'a line of output'
CMD ["app"]
`;

async function* slowly(count: number): AsyncGenerator<string> {
  for (let index = 0; index < count; index += 1) {
    yield `\u001b[32mGet:${index}\u001b[0m http://deb.example.org/debian bookworm/main amd64 package-${index} ${'x'.repeat(index * 3)}\n`;
    await wait(60);
  }
  for (let percent = 0; percent <= 100; percent += 5) {
    yield `\rprogress ${percent}%`;
    await wait(20);
  }
  yield '\nSetting up 日本語 パッケージ \u001b]0;evil\u0007\u001b[2J…\n\ttabbed\n\u001b[31mred goes on\nand on\u001b[0m\n';
}

async function* flood(): AsyncGenerator<string> {
  const chunk = 'a line of output of no interest, as so many before it and so many to come\n'.repeat(800);
  for (let sent = 0; sent < 100_000_000; sent += chunk.length) {
    yield chunk;
    await new Promise(setImmediate);
  }
}

function script(words: string, attempt: number): FakeStep {
  if (words.includes('apt-get')) return { output: slowly(30), milliseconds: 34_500, bytes: 123_456_789 };
  if (words.includes('make'))
    return { output: ['cc -o app app.c\n', 'ok\n'], milliseconds: 812, bytes: 45_000 };
  if (words.includes('false') && attempt < 3)
    return { output: ['looking…\n'], exitCode: 1, hint: 'r retries from the clean state' };
  if (words.includes('yes')) return { output: flood(), milliseconds: 2000 };
  return { bytes: 0, milliseconds: 3 };
}

const host = createFakeHost(text, {
  path: 'examples/Dockerfile',
  script: (step, attempt) => script(step.text, attempt),
  shell: () =>
    new Promise((resolve) => {
      // A container's own terminal does the echoing and the line editing; here the real one has to.
      spawn('sh', ['-c', "stty sane; PS1='shell# ' sh -i; stty raw -echo"], { stdio: 'inherit' }).on(
        'exit',
        (code) => {
          resolve(code ?? 1);
        },
      );
    }),
});
const opened = openDebugger(host, {
  stdin: process.stdin,
  stdout: process.stdout,
  hasColor: process.env.NO_COLOR === undefined,
  hasUnicode: process.env.ASCII === undefined,
  hasMouse: true,
  onExit: (restore) => {
    process.once('exit', restore);
    return () => process.off('exit', restore);
  },
});
host.lender = opened.lender;
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(143));
host.begin();
await opened.ended;
console.log('ended', Math.round(process.memoryUsage().rss / 1e6), 'MB');
process.exit(0);
