// Which entries make one layer of several: checked by stacking them again.
import fc from 'fast-check';
import test from 'ava';
import { joinHistory } from '../../src/docker/images/join-layers/join-history.js';
import {
  stackLayers,
  type ListedEntry,
  type TreeNode,
} from '../../src/docker/images/join-layers/layer-tree.js';
import { planJoin, type JoinPlan } from '../../src/docker/images/join-layers/plan-join.js';
import { plain } from '../helpers/plain-entries.js';
import { propertyRuns } from '../helpers/property-runs.js';

/** `path=content` a file, `path/` a folder, `path->target` a hard link; whiteouts as they are called. */
function layer(text: string): readonly ListedEntry[] {
  const words = text.split(' ').filter((word) => word !== '');
  return words.map((word, at): ListedEntry => {
    const common = { ...plain, at };
    const [, link = '', target = ''] = /^(.+)->(.+)$/.exec(word) ?? [];
    if (link !== '') return { ...common, path: link, type: 'hardlink', target };
    if (word === './') return { ...common, path: '', type: 'directory' };
    if (word.endsWith('/')) return { ...common, path: word.slice(0, -1), type: 'directory' };
    const [path = '', content = ''] = word.split('=');
    return { ...common, path, type: 'file', size: content === '' ? 0 : 1, modified: content.charCodeAt(0) };
  });
}

/** What it holds, one line a path, hard links by the file they are a name of. */
function flatten(layers: readonly (readonly ListedEntry[])[]): readonly string[] {
  const lines: string[] = [];
  const visit = (node: TreeNode, path: string): void => {
    const { entry, layer: from, children } = node;
    const file = entry?.type === 'hardlink' ? fileOf(layers[from] ?? [], entry) : entry;
    const kind = children === undefined ? String(file?.modified) : 'folder';
    if (path !== '') lines.push(`${path} ${kind}`);
    for (const [name, child] of children ?? []) visit(child, `${path}/${name}`);
  };
  visit(stackLayers(layers), '');
  return lines.sort();
}

function fileOf(entries: readonly ListedEntry[], link: ListedEntry): ListedEntry | undefined {
  const target = entries.findLast(({ path, at }) => path === link.target && at < link.at);
  return target?.type === 'hardlink' ? fileOf(entries, target) : target;
}

function toLayer({ written, whiteouts }: JoinPlan): readonly ListedEntry[] {
  const entries = [...written.values()].flatMap((places) =>
    [...places].sort(([a], [b]) => a - b).flatMap(([, together]) => together),
  );
  const hidden = whiteouts.map((path) => ({ ...plain, path, type: 'file' as const }));
  return [...entries, ...hidden].map((entry, at) => ({
    ...entry,
    path: entry.path === '.' ? '' : entry.path,
    at,
  }));
}

const joins = test.macro((t, layers: readonly string[], kept: number, expected: string) => {
  const all = layers.map(layer);
  const joined = toLayer(planJoin(all, kept));
  const told = joined.map(({ path, type, target }) =>
    type === 'hardlink' ? `${path}->${target ?? ''}` : `${path}${type === 'directory' ? '/' : ''}`,
  );
  t.is(told.join(' '), expected);
  t.deepEqual(flatten([...all.slice(0, kept), joined]), flatten(all));
});

test('the later of two files wins', joins, ['a=1', 'b=1 c=1', 'b=2'], 1, 'b c');
test('what comes and goes again leaves no trace', joins, ['d/ d/a=1', 'd/ d/b=1', 'd/ d/.wh.b'], 1, 'd/');
test(
  'what goes of what lies below is hidden',
  joins,
  ['d/ d/a=1', 'd/ d/b=1', 'd/ d/.wh.a'],
  1,
  'd/ d/b d/.wh.a',
);
test('of a folder that goes the folder alone is hidden', joins, ['d/ d/a=1', '.wh.d', 'x='], 1, 'x .wh.d');
test(
  'a folder that is made again shows nothing of the one below',
  joins,
  ['d/ d/a=1 d/e/ d/e/f=1', '.wh.d', 'd/ d/b=1'],
  1,
  'd/ d/b d/.wh.a d/.wh.e',
);
test(
  'a folder whose content was replaced as a whole',
  joins,
  ['d/ d/a=1', 'd/ d/c=1', 'd/ d/.wh..wh..opq d/b=1'],
  1,
  'd/ d/b d/.wh.a',
);
test('a file in the place of a folder hides it alone', joins, ['d/ d/a=1', 'd/ d/b=1', 'd=2'], 1, 'd');
test('a folder in the place of a file', joins, ['d=1', 'd/', 'd/ d/a=1'], 1, 'd/ d/a');
test(
  'a file whose first name is gone stays under the second',
  joins,
  ['', 'a=1 b->a c->a', '.wh.a'],
  1,
  'b c->b',
);
test('a name that is another file now is no link', joins, ['', 'a=1 b->a', 'b=2'], 1, 'a b');
test('a link to a link', joins, ['', 'a=1 b->a c->b', '.wh.a .wh.b'], 1, 'c');
test('the root keeps what a layer says of it', joins, ['a=1', './ b=1', 'c=1'], 1, '/ b c');
test('all layers can be joined', joins, ['a=1 b=1', '.wh.a', 'c=1'], 0, 'b c');
test('of a name that is twice in a layer the last counts', joins, ['', 'a=1 a=2'], 1, 'a');

test('a link to what lies in a layer that is not joined is refused', (t) => {
  const error = t.throws(() => planJoin([layer('a=1'), layer('b->a'), layer('c=1')], 1));
  t.is(error.message, 'cannot join the layers: b is another name of a, which is in none of them');
});

const names = ['a', 'b', 'c'];
const path = fc
  .array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('/'));

/** As engines write them: what is above a path is in the layer as a folder. */
const word = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(path, fc.constantFrom('1', '2', '3')).map(([at, content]) => `${at}=${content}`),
  },
  { weight: 2, arbitrary: path.map((at) => `${at}/`) },
  { weight: 2, arbitrary: path.map((at) => at.replace(/([^/]+)$/, '.wh.$1')) },
  { weight: 1, arbitrary: path.map((at) => `${at}/ ${at}/.wh..wh..opq`) },
);

const stack = fc.array(
  fc.array(word, { maxLength: 6 }).map((words) => layer(consistent(words))),
  {
    minLength: 2,
    maxLength: 5,
  },
);

/** No path is both a file and a folder of one layer, or hidden and there. */
function consistent(words: readonly string[]): string {
  const taken = new Map<string, string>();
  const kept: string[] = [];
  for (const each of words.flatMap((text) => text.split(' '))) {
    const name = each.replace(/\/$|=.*$/g, '').replace(/\.wh\.(?!\.wh)/, '');
    const folders = name.split('/').map((_, index, parts) => parts.slice(0, index).join('/'));
    const kind = each.includes('=') || each.includes('.wh.') ? 'end' : 'folder';
    const fits = folders.every((folder) => taken.get(folder) !== 'end') && !taken.has(name);
    if (!fits) continue;
    for (const folder of folders.filter((at) => at !== '' && !taken.has(at))) {
      taken.set(folder, 'folder');
      kept.push(`${folder}/`);
    }
    taken.set(name, kind);
    kept.push(each);
  }
  return kept.join(' ');
}

test('whatever the layers hold, the joined one shows the same', (t) => {
  fc.assert(
    fc.property(stack, fc.nat({ max: 4 }), (layers, number) => {
      const kept = Math.min(number, layers.length - 1);
      const joined = toLayer(planJoin(layers, kept));
      t.deepEqual(flatten([...layers.slice(0, kept), joined]), flatten(layers));
    }),
    propertyRuns(300),
  );
});

const history = test.macro((t, layers: number, filled: string, kept: number, expected: string) => {
  const imageFile = {
    rootfs: { type: 'layers', diff_ids: Array.from({ length: layers }, String) },
    history: Array.from(filled).map((mark) => (mark === 'x' ? {} : { empty_layer: true })),
  };
  const told = joinHistory(imageFile, kept).map((entry) => (entry.empty_layer === true ? '-' : 'x'));
  t.is(told.join(''), expected);
});

test('of the joined layers the last entry has one', history, 4, 'x-xx-x-', 1, 'x----x-');
test('entries of layers that stay are as they were', history, 4, 'xx-xx', 2, 'xx--x');
test('where a lower layer has no entry', history, 4, 'xx-x', 2, 'x--x');
test('with everything joined one entry is left', history, 3, 'x-xx-', 0, '---x-');

test('the comment of the last entry is replaced where that is asked', (t) => {
  const imageFile = {
    rootfs: { type: 'layers', diff_ids: ['1'] },
    history: [{ comment: 'a' }, { comment: 'b', empty_layer: true }],
  };
  const told = (lastComment?: string) => joinHistory(imageFile, 0, lastComment).map(({ comment }) => comment);
  t.deepEqual(told(), ['a', 'b']);
  t.deepEqual(told('c'), ['a', 'c']);
});
