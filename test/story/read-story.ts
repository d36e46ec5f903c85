// The language of fixtures/stories.
import test from 'ava';
import { readStory } from '../helpers/story/read-story.js';

test('a story has a title, a size, prose, and actions of every kind', (t) => {
  const story = readStory(`# Going about

Prose of
two lines.
    terminal 80x24
    $ refrom debug -t {image} .
    sees next 1: FROM (a.b)
    types jjj h
    screen here

More prose.

    a server gives "text" after 3 failures
    enters ls -l
    presses Ctrl-C
    clicks Config
    sees /next \\d/
    sees no colours
    ends 130
    runs docker run {image}
    prints one
    prints two
`);
  t.is(story.title, 'Going about');
  t.deepEqual(story.size, { columns: 80, rows: 24 });
  t.deepEqual(story.blocks, [
    { type: 'prose', text: 'Prose of\ntwo lines.' },
    {
      type: 'actions',
      actions: [
        { line: 6, type: 'start', command: 'refrom debug -t {image} .' },
        { line: 7, type: 'sees', pattern: /next 1: FROM \(a\.b\)/ },
        { line: 8, type: 'types', text: 'jjj h' },
        { line: 9, type: 'screen', name: 'here' },
      ],
    },
    { type: 'prose', text: 'More prose.' },
    {
      type: 'actions',
      actions: [
        { line: 13, type: 'serves', text: 'text', failures: 3 },
        { line: 14, type: 'enters', text: 'ls -l' },
        { line: 15, type: 'presses', key: 'Ctrl-C' },
        { line: 16, type: 'clicks', text: 'Config' },
        { line: 17, type: 'sees', pattern: /next \d/m },
        { line: 18, type: 'seesNoColors' },
        { line: 19, type: 'ends', status: 130 },
        { line: 20, type: 'runs', command: 'docker run {image}', prints: ['one', 'two'] },
      ],
    },
  ]);
});

test('a size that is not given is 120x16', (t) => {
  t.deepEqual(readStory('# Title\n').size, { columns: 120, rows: 16 });
});

const wrong: Readonly<Record<string, readonly [text: string, message: string]>> = {
  'no title': ['Title\n', 'line 1: a story begins with its title: # TITLE'],
  'what is no action': ['# T\n\n    typs j\n', 'line 3: this is no action: typs j'],
  'a key that there is not': ['# T\n\n    presses Any\n', 'line 3: this is no action: presses Any'],
  'keys before a command': ['# T\n\n    types j\n', 'line 3: no command runs here'],
  'keys after its end': ['# T\n\n    $ a\n    ends 0\n    types j\n', 'line 5: no command runs here'],
  'a look before a command': ['# T\n\n    sees j\n', 'line 3: there is no screen yet'],
  'two commands at once': [
    '# T\n\n    $ a\n    $ b\n',
    'line 4: a command begins where another one has not ended',
  ],
  'a command without an end': ['# T\n\n    $ a\n    sees b\n', 'line 4: the command does not end'],
  'a print of nothing': ['# T\n\n    prints a\n', 'line 3: what is printed stands below what runs'],
};

for (const [name, [text, message]] of Object.entries(wrong)) {
  test(`a story is refused with ${name}`, (t) => {
    t.throws(() => readStory(text), { message });
  });
}
