import { execFileSync } from 'node:child_process';
import test from 'ava';
import { isOver, processMark, removeLeftovers, sessionPrefix } from '../../src/cli/session-identity.js';

const [machine = ''] = processMark().split('-');
const dead = execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }).trim();
const parent = String(process.ppid);

/** By what it is of. */
const marks = {
  ours: processMark(),
  'another living process of this number': processMark().replace(/-\w+$/, '-1'),
  'a dead process': `${machine}-${dead}-123`,
  'a process of another machine': `00000000-${dead}-123`,
};

test('a process is over that is no more, or whose number another one has now', (t) => {
  t.false(isOver(marks.ours));
  t.false(isOver(`${marks.ours}-17`));
  t.true(isOver(marks['another living process of this number']));
  t.true(isOver(marks['a dead process']));
  t.true(isOver(`${machine}-${parent}-1`));
  t.false(isOver(marks['a process of another machine']));
});

test('what dead processes have left is removed, and nothing of living ones or of other machines', async (t) => {
  const names = Object.values(marks).map((mark) => `refrom-session-${mark}-3`);
  const removed: string[] = [];
  const remove = (name: string): Promise<void> => {
    removed.push(name);
    return Promise.resolve();
  };
  const asked: string[] = [];
  const list = (prefix: string): Promise<string[]> => {
    asked.push(prefix);
    return Promise.resolve(names);
  };
  await removeLeftovers({
    containers: {
      list: async (prefix) => (await list(prefix)).map((name) => ({ id: `container ${name}`, name })),
      remove,
    },
    volumes: { list, remove: (name) => remove(`volume ${name}`) },
    images: {
      listTags: async (prefix) => (await list(prefix)).map((tag) => ({ tag, id: tag, bytes: 0 })),
      remove: (tag) => remove(`image ${tag}`),
    },
  });
  t.deepEqual(
    asked,
    Array.from({ length: 3 }, () => `refrom-session-${machine}-`),
  );
  t.true(sessionPrefix().startsWith(asked[0] ?? 'nothing'));
  const gone = [marks['another living process of this number'], marks['a dead process']];
  const expected = ['container', 'volume', 'image'].flatMap((kind) =>
    gone.map((mark) => `${kind} refrom-session-${mark}-3`),
  );
  t.deepEqual(removed.sort(), expected.sort());
});
