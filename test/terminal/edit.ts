// Stories of edits in the middle of a session, played in a real terminal on a real engine.
import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { docker, imageName, makeProject } from '../helpers/refrom.js';
import { openRealTerminal, type RealTerminal } from '../helpers/real-terminal.js';

interface Story {
  readonly folder: string;
  readonly tag: string;
  readonly terminal: RealTerminal;
  /** Writes the Dockerfile as editors do: another file takes its name. */
  readonly save: (text: string) => Promise<void>;
}

async function begin(
  t: ExecutionContext,
  files: Readonly<Record<string, string>>,
  before = ':',
): Promise<Story> {
  const folder = await makeProject(t, files);
  const tag = imageName(t, 'edit');
  const terminal = openRealTerminal(t, ['debug', '-t', tag, folder], { before });
  await terminal.shows(/next \d+:? FROM/);
  return {
    folder,
    tag,
    terminal,
    save: async (text) => {
      const written = join(folder, '.Dockerfile.swp');
      await writeFile(written, text);
      await rename(written, join(folder, 'Dockerfile'));
    },
  };
}

async function stepTo(terminal: RealTerminal, ...places: RegExp[]): Promise<void> {
  for (const place of places) {
    terminal.type('n');
    await terminal.shows(place);
  }
}

async function finish({ terminal }: Story): Promise<void> {
  terminal.type('c');
  await terminal.shows(/made the image/);
  terminal.type('q');
  await terminal.shows(/status 0/);
}

const three = `FROM fixture/busybox
RUN echo one >> /log
RUN echo two >> /log
RUN echo three >> /log
`;

test.serial(
  'edits below, at and above where the session stands are noticed, and only what they change is run',
  async (t) => {
    const story = await begin(t, { Dockerfile: three });
    const { terminal, save, tag } = story;
    await stepTo(terminal, /next 2:? RUN echo one/, /next 3:? RUN echo two/);
    await save(three.replace('echo three', 'echo below'));
    await terminal.shows(/the plan is made anew: it changes from line 4 on; all that was done stays/);
    await terminal.shows(/next 3:? RUN echo two/);
    await terminal.shows(/4 +RUN echo below/);
    await save(three.replace('echo two', 'echo at').replace('echo three', 'echo below'));
    await terminal.shows(/next 3:? RUN echo at/);
    await stepTo(terminal, /next 4:? RUN echo below/);
    await save(three.replace('echo one', 'echo above').replace('echo two', 'echo at'));
    await terminal.shows(/what came after that is to be done again/);
    await terminal.shows(/next 2:? RUN echo above/);
    await finish(story);
    t.is(await docker('run', '--rm', tag, 'cat', '/log'), 'above\nat\nthree');
  },
);

const withVariable = `FROM fixture/busybox AS base
ENV WORD=first
RUN echo "$WORD" >> /log
RUN echo last >> /log
`;

test.serial(
  'a variable changed above runs again what stands on it; a stage put before is where the session stands',
  async (t) => {
    const story = await begin(t, { Dockerfile: withVariable });
    const { terminal, save, tag } = story;
    await stepTo(terminal, /next 2:? ENV/, /next 3:? RUN echo/, /next 4:? RUN echo last/);
    const changed = withVariable.replace('first', 'second');
    await save(changed);
    await terminal.shows(/next 2:? ENV WORD=second/);
    await stepTo(terminal, /next 3:? RUN echo/, /next 4:? RUN echo last/);
    await save(
      `FROM fixture/busybox AS more\nRUN echo more > /more\n${changed}COPY --from=more /more /more\n`,
    );
    await terminal.shows(/next 1:? FROM fixture\/busybox AS more/);
    await finish(story);
    t.is(await docker('run', '--rm', tag, 'cat', '/log', '/more'), 'second\nlast\nmore');
  },
);

test.serial(
  'a file that is broken and then gone leaves the last good plan, says why, and is taken again once it is whole',
  async (t) => {
    const story = await begin(t, { Dockerfile: three });
    const { terminal, save, tag, folder } = story;
    await stepTo(terminal, /next 2:? RUN echo one/, /next 3:? RUN echo two/);
    await save(three.replace('RUN echo three', 'RNU echo three'));
    await terminal.shows(/the last good plan stays: .*Dockerfile:4:1:/);
    await terminal.shows(/should the line before it end/);
    await stepTo(terminal, /next 4:? RUN echo three/);
    await terminal.shows(/the last good plan stays/);
    await rm(join(folder, 'Dockerfile'));
    await terminal.shows(/Dockerfile does not exist/);
    await save(three.replace('echo three', 'echo mended'));
    await terminal.shows(/next 4:? RUN echo mended/);
    t.notRegex(terminal.screen(), /last good plan|does not exist/);
    await finish(story);
    t.is(await docker('run', '--rm', tag, 'cat', '/log'), 'one\ntwo\nmended');
  },
);

test.serial(
  'a failed step that an edit does not touch keeps what it left; one that it mends is run from the state before it',
  async (t) => {
    const failing = three.replace(
      'RUN echo two',
      'RUN echo left > /left; grep nothing /etc/passwd || exit 3; echo two',
    );
    const story = await begin(t, { Dockerfile: failing });
    const { terminal, save, tag } = story;
    terminal.type('c');
    await terminal.shows(/failed 3:? RUN echo left/);
    await save(failing.replace('echo three', 'echo below'));
    await terminal.shows(/all that was done stays/);
    await terminal.shows(/failed 3:? RUN echo left/);
    terminal.type('s');
    await terminal.shows(/ #/);
    terminal.type('cat /left; exit\r');
    await terminal.shows(/failed 3:? RUN echo left/);
    await save(three);
    await terminal.shows(/next 3:? RUN echo two/);
    await finish(story);
    t.is(
      await docker('run', '--rm', tag, 'sh', '-c', 'cat /log; ls /left 2>/dev/null || echo gone'),
      'one\ntwo\nthree\ngone',
    );
  },
);

test.serial(
  'while a step runs a change is kept in mind, and the plan made anew when it is done',
  async (t) => {
    const slow = three.replace('RUN echo two', 'RUN sleep 3; echo two');
    const story = await begin(t, { Dockerfile: slow });
    const { terminal, save, tag } = story;
    await stepTo(terminal, /next 2:? RUN echo one/, /next 3:? RUN sleep/);
    terminal.type('n');
    await terminal.shows(/running 3:? RUN sleep/);
    await save(slow.replace('echo three', 'echo later'));
    await terminal.shows(/next 4:? RUN echo later/);
    await finish(story);
    t.is(await docker('run', '--rm', tag, 'cat', '/log'), 'one\ntwo\nlater');
  },
);

/** An editor that a test can read: it notes its arguments, and changes a word of the file. */
const editor = `#!/bin/sh
printf "%s\\n" "$*" > "$(dirname "$0")/called"
for file; do :; done
sed -i s/two/edited/ "$file"
`;

test.serial('e opens the editor at the cursor, and the plan is made anew when it is closed', async (t) => {
  const tools = await makeProject(t, { vim: editor });
  await chmod(join(tools, 'vim'), 0o755);
  const story = await begin(t, { Dockerfile: three }, `export EDITOR="${join(tools, 'vim')} -n"`);
  const { terminal, folder, tag } = story;
  await stepTo(terminal, /next 2:? RUN echo one/, /next 3:? RUN echo two/);
  terminal.type('e');
  await terminal.shows(/next 3:? RUN echo edited/);
  t.is(await readFile(join(tools, 'called'), 'utf8'), `-n +3 ${join(folder, 'Dockerfile')}\n`);
  t.true(terminal.isAlternate());
  await finish(story);
  t.is(await docker('run', '--rm', tag, 'cat', '/log'), 'one\nedited\nthree');
});

test.serial('an editor that is missing, or fails, is told of, and nothing is lost', async (t) => {
  const missing = await begin(t, { Dockerfile: three }, 'export EDITOR=/nowhere/ed');
  await stepTo(missing.terminal, /next 2:? RUN echo one/);
  missing.terminal.type('e');
  await missing.terminal.shows(/the editor \/nowhere\/ed cannot be run/);
  await missing.terminal.shows(/next 2:? RUN echo one/);
  missing.terminal.type('q');
  await missing.terminal.shows(/status 0/);
  const failing = await begin(t, { Dockerfile: three }, 'export EDITOR=false');
  failing.terminal.type('e');
  await failing.terminal.shows(/the editor false ended with exit status 1/);
  await finish(failing);
  t.is(await docker('run', '--rm', failing.tag, 'cat', '/log'), 'one\ntwo\nthree');
});

const copying = `FROM fixture/busybox
RUN echo one > /log
COPY notes.md /notes.md
RUN cat /notes.md
`;

test.serial('COPY of an ignored file names the rule; with the rule gone, r goes on', async (t) => {
  const story = await begin(t, {
    Dockerfile: copying,
    'notes.md': 'a note\n',
    '.dockerignore': '# no texts\n*.md\n',
  });
  const { terminal, folder, tag } = story;
  terminal.type('c');
  await terminal.shows(/failed 3:? COPY notes\.md/);
  await terminal.shows(/excluded by \.dockerignore:2: "\*\.md"/);
  await writeFile(join(folder, '.dockerignore'), '# no texts\n');
  terminal.type('r');
  await terminal.shows(/next 4:? RUN cat/);
  await finish(story);
  t.is(await docker('run', '--rm', tag, 'cat', '/notes.md'), 'a note');
});

test.serial('COPY of a missing file shows what is near; once it is there, the session goes on', async (t) => {
  const story = await begin(t, { Dockerfile: copying, 'note.md': 'near\n', 'other.txt': 'x\n' });
  const { terminal, folder, tag } = story;
  terminal.type('c');
  await terminal.shows(/failed 3:? COPY notes\.md/);
  await terminal.shows(/did you mean `note\.md`/);
  await terminal.shows(/the build context holds Dockerfile, note\.md,/);
  await writeFile(join(folder, 'notes.md'), 'new\n');
  await terminal.shows(/next 3:? COPY notes\.md/);
  await finish(story);
  t.is(await docker('run', '--rm', tag, 'cat', '/notes.md'), 'new');
});

test.serial(
  'a file that was copied and is edited is copied again; what a failed command left is not given up for it',
  async (t) => {
    const story = await begin(t, {
      Dockerfile: copying.replace('cat /notes.md', 'grep right /notes.md'),
      'notes.md': 'wrong\n',
    });
    const { terminal, folder, tag } = story;
    terminal.type('c');
    await terminal.shows(/failed 4:? RUN grep/);
    await writeFile(join(folder, 'notes.md'), 'right\n');
    await terminal.shows(/files that steps copy have changed/);
    await terminal.shows(/failed 4:? RUN grep/);
    terminal.type('u');
    await terminal.shows(/next 3:? COPY notes\.md/);
    await finish(story);
    t.is(await docker('run', '--rm', tag, 'cat', '/notes.md'), 'right');
  },
);
