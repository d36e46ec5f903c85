import test from 'ava';
import { editorCommand, type Environment } from '../../src/cli/editor-command.js';

const opens = test.macro<[environment: Environment, expected: string | undefined]>({
  exec: (t, environment, expected) => {
    const command = editorCommand(environment, { line: 7, file: 'a b/Dockerfile' });
    t.is(command && [command.program, ...command.words].join(' | '), expected);
  },
  title: (_ = '', environment, expected) =>
    `with ${JSON.stringify(environment)} the editor is ${expected ?? 'none'}`,
});

test(opens, { EDITOR: 'vim' }, 'vim | +7 | a b/Dockerfile');
test(opens, { EDITOR: '/usr/bin/nano -w' }, '/usr/bin/nano | -w | +7 | a b/Dockerfile');
test(opens, { EDITOR: 'hx' }, 'hx | a b/Dockerfile:7');
test(opens, { EDITOR: 'code' }, 'code | --wait | --goto | a b/Dockerfile:7');
test(opens, { EDITOR: 'code --wait' }, 'code | --wait | --goto | a b/Dockerfile:7');
test(opens, { EDITOR: 'my-editor --fast' }, 'my-editor | --fast | a b/Dockerfile');
test(
  opens,
  { EDITOR: `"/opt/my editors/vi" -c 'set nu' a\\ b` },
  '/opt/my editors/vi | -c | set nu | a b | +7 | a b/Dockerfile',
);
test(opens, { EDITOR: 'nano', VISUAL: 'emacs' }, 'emacs | +7 | a b/Dockerfile');
test(opens, { EDITOR: 'nano', VISUAL: ' ' }, 'nano | +7 | a b/Dockerfile');
test(opens, { PATH: '/nowhere' }, undefined);
test(opens, {}, undefined);
