// A day of a user: edits to a Dockerfile of 15 steps, one after the other. After each, the steps that are executed are
// exactly those that have to be, and the image is the one that docker build makes of it.
import { randomUUID } from 'node:crypto';
import { cp, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { SessionEvent } from '../../src/session/events.js';
import { buildEvents, docker, endOf, imageName, makeProject, writeIn } from '../helpers/refrom.js';

const lines = (base: string): string[] => [
  `FROM ${base}`,
  'ARG VERSION=1',
  'ENV MODE=fast',
  'WORKDIR /app',
  'RUN echo setup > setup',
  'COPY package.txt .',
  'RUN cp package.txt installed',
  'COPY src src',
  'RUN cat src/* > built',
  'RUN echo tset > note',
  'RUN echo "$VERSION $MODE" > version',
  'USER 1000',
  'RUN id -u > /tmp/id',
  'LABEL version=$VERSION',
  'CMD ["cat", "built"]',
];

interface Day {
  readonly t: ExecutionContext;
  folder: string;
  dockerfile: string;
  text: string[];
  flags: readonly string[];
  readonly bases: readonly [string, string];
}

interface Edit {
  readonly title: string;
  readonly make: (day: Day) => unknown;
  /** Texts of the steps that have to be executed, cut to their beginnings. */
  readonly ran: readonly string[];
  /** What the first of them runs for, in part. */
  readonly why?: string;
  /** The user says that the older state will do: docker build would not. */
  readonly isKept?: boolean;
}

/** From the one that begins so on. */
const from = (beginning: string, among = lines('base')): string[] =>
  among.slice(among.findIndex((line) => line.startsWith(beginning)));
const replace = (day: Day, before: string, ...after: string[]): void => {
  day.text = day.text.flatMap((line) => (line === before ? after : [line]));
};

const edits: readonly Edit[] = [
  { title: 'the first build', make: () => undefined, ran: from('ARG') },
  { title: 'nothing', make: () => undefined, ran: [] },
  {
    title: 'a typo is fixed',
    make: (day) => {
      replace(day, 'RUN echo tset > note', 'RUN echo test > note');
    },
    ran: ['RUN echo test', ...from('RUN echo "$V')],
    why: '"type":"text"',
  },
  {
    title: 'comments and blank lines above',
    make: (day) => {
      replace(day, 'WORKDIR /app', '# where everything lies', '', 'WORKDIR /app');
    },
    ran: [],
  },
  {
    title: 'a file is touched, and stays what it was',
    make: ({ folder }) => utimes(join(folder, 'src/a.txt'), new Date(), new Date(2_000_000)),
    ran: [],
  },
  {
    title: 'a file is changed',
    make: ({ folder }) => writeFile(join(folder, 'src/a.txt'), 'changed\n'),
    ran: ['COPY src', 'RUN cat', 'RUN echo test', ...from('RUN echo "$V')],
    why: '"changed":{"names":["src/a.txt"],"count":1}',
  },
  {
    title: 'an argument has another value',
    make: (day) => {
      day.flags = ['--build-arg', 'VERSION=2'];
    },
    ran: from('RUN echo setup').map((line) => line.replace('tset', 'test')),
    why: '"name":"VERSION","before":"1","after":"2"',
  },
  {
    title: 'and has the old one again',
    make: (day) => {
      day.flags = [];
    },
    ran: [],
  },
  {
    title: 'a line is inserted above',
    make: (day) => {
      replace(day, 'COPY package.txt .', 'RUN echo inserted > new', 'COPY package.txt .');
    },
    ran: ['RUN echo inserted', ...from('COPY package').map((line) => line.replace('tset', 'test'))],
    why: '"type":"new"',
  },
  {
    title: 'and taken out again',
    make: (day) => {
      replace(day, 'RUN echo inserted > new');
    },
    ran: [],
  },
  {
    title: 'two steps change places',
    make: (day) => {
      replace(day, 'RUN cp package.txt installed', 'COPY src src', 'RUN cp package.txt installed');
      day.text.splice(day.text.lastIndexOf('COPY src src'), 1);
    },
    ran: ['COPY src', 'RUN cp', 'RUN cat', 'RUN echo test', ...from('RUN echo "$V')],
  },
  {
    title: 'a new file that the ignore file hides',
    make: async ({ folder }) => {
      await writeIn(folder, 'src/a.log', 'noise');
      await writeIn(folder, '.dockerignore', '**/*.log\n');
    },
    ran: [],
  },
  {
    title: 'a new file that it does not hide',
    make: ({ folder }) => writeIn(folder, 'src/b.txt', 'b\n'),
    ran: ['COPY src', 'RUN cp', 'RUN cat', 'RUN echo test', ...from('RUN echo "$V')],
    why: '"added":{"names":["src/b.txt"],"count":1}',
  },
  {
    title: 'the Dockerfile is renamed',
    make: async (day) => {
      day.dockerfile = 'Containerfile';
      await rm(join(day.folder, 'Dockerfile'));
    },
    ran: [],
  },
  {
    title: 'the project is copied elsewhere',
    make: async (day) => {
      const copy = await makeProject(day.t, {});
      await cp(day.folder, copy, { recursive: true });
      day.folder = copy;
    },
    ran: [],
  },
  {
    title: 'a file has changed that does not matter: kept anyway',
    make: async (day) => {
      await writeFile(join(day.folder, 'package.txt'), 'package 1 # a comment\n');
      day.flags = ['--keep', String(day.text.indexOf('COPY package.txt .') + 1)];
    },
    ran: [],
    isKept: true,
  },
  {
    title: 'it stays kept when nothing is said of it',
    make: (day) => {
      day.flags = [];
    },
    ran: [],
    isKept: true,
  },
  {
    title: 'a step behind it is changed',
    make: (day) => {
      replace(day, 'RUN id -u > /tmp/id', 'RUN id -g > /tmp/id');
    },
    ran: ['RUN id -g', 'LABEL', 'CMD'],
    isKept: true,
  },
  {
    title: 'the file is as it was',
    make: ({ folder }) => writeFile(join(folder, 'package.txt'), 'package 1\n'),
    ran: [],
  },
  {
    title: 'the base is another one',
    make: async ({ bases: [base, next] }) => {
      await docker('tag', next, base);
    },
    ran: [
      'ARG',
      'ENV',
      'WORKDIR',
      'RUN echo setup',
      'COPY package',
      'COPY src',
      'RUN cp',
      'RUN cat',
      'RUN echo test',
      'RUN echo "$V',
      'USER',
      'RUN id -g',
      'LABEL',
      'CMD',
    ],
  },
];

test('after each of a day’s edits exactly the steps run that have to', async (t) => {
  const [base, next] = [imageName(t, 'day-base'), imageName(t, 'day-next')] as const;
  // Of this test alone: nobody else's checkpoints stand on it.
  const context = await makeProject(t, { Dockerfile: `FROM fixture/busybox\nLABEL day=${randomUUID()}` });
  await docker('build', '-q', '-t', base, context);
  await writeIn(context, 'Dockerfile', `FROM ${base}\nRUN echo next > /next`);
  await docker('build', '-q', '-t', next, context);
  const day: Day = {
    t,
    folder: await makeProject(t, { 'package.txt': 'package 1\n', 'src/a.txt': 'a\n' }),
    dockerfile: 'Dockerfile',
    text: lines(base),
    flags: [],
    bases: [base, next],
  };
  for (const edit of edits) await spend(day, edit);
});

async function spend(day: Day, edit: Edit): Promise<void> {
  const { t } = day;
  await edit.make(day);
  await writeFile(join(day.folder, day.dockerfile), `${day.text.join('\n')}\n`);
  const image = imageName(t, 'day');
  const file = ['-f', join(day.folder, day.dockerfile)];
  const flags = [...file, ...day.flags, '-t', image];
  const { events, exitCode, stderr } = await buildEvents(['--checkpoint', 'every', ...flags, day.folder]);
  t.is(exitCode, 0, `${edit.title}: ${endOf(stderr)}`);
  const ran = executedTexts(events);
  t.is(ran.length, edit.ran.length, `${edit.title}: ${ran.join(' | ')}`);
  for (const [at, beginning] of edit.ran.entries())
    t.true(ran[at]?.startsWith(beginning), `${edit.title}: ${String(ran[at])} is not ${beginning}`);
  if (edit.why !== undefined)
    t.true(firstReason(events).includes(edit.why), `${edit.title}: ${firstReason(events)}`);
  if (edit.isKept === true)
    t.like(events.at(-1), { keptLines: [day.text.indexOf('COPY package.txt .') + 1] });
  else await isLikeDocker(day, edit, image);
}

/** Of steps that were executed, or whose change of the configuration was. */
function executedTexts(events: readonly SessionEvent[]): string[] {
  const started = new Map(
    events.flatMap((event) => (event.type === 'step/started' ? [[event.step, event.text] as const] : [])),
  );
  return events.flatMap((event) => {
    const text = 'step' in event ? (started.get(event.step) ?? '') : '';
    const ran = event.type === 'step/succeeded' && !event.reused && !text.startsWith('FROM');
    return ran ? [text] : [];
  });
}

const firstReason = (events: readonly SessionEvent[]): string =>
  JSON.stringify(
    events.find(
      (event) =>
        event.type === 'step/started' && event.because !== undefined && !event.text.startsWith('FROM'),
    ),
  );

const look = 'cat /app/built /app/note /app/version /app/installed /tmp/id; ls /app/src /next; pwd; id -u';

async function isLikeDocker(day: Day, { title }: Edit, image: string): Promise<void> {
  const theirs = imageName(day.t, 'day-docker');
  const file = join(day.folder, day.dockerfile);
  const flags = day.flags.includes('--keep') ? [] : day.flags;
  await docker('build', '-q', '-t', theirs, '-f', file, ...flags, day.folder);
  const [own, other] = [await seenIn(image), await seenIn(theirs)];
  day.t.is(own, other, title);
}

const seenIn = (image: string): Promise<string> => docker('run', '--rm', image, 'sh', '-c', `${look} 2>&1`);
