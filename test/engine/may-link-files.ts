import test from 'ava';
import { mayLinkFiles } from '../../src/engine/execute/may-link-files.js';
import type { RunAction } from '../../src/plan/action.js';
import { stateOfImage } from '../../src/plan/state/configuration.js';

const action: RunAction = {
  type: 'run',
  command: [],
  scope: stateOfImage({}),
  mounts: [],
  network: 'default',
  security: 'sandbox',
  proxies: [],
  workingDirectory: '/',
  user: '',
};
const links = (script: string): boolean =>
  mayLinkFiles({ ...action, command: ['/bin/sh', '-c', script], script });

test('commands that link files are told by their text', (t) => {
  for (const script of ['ln a b', 'x && ln -f a b', 'cp -al a b', 'cp --link a b', '/bin/link a b', 'pnpm i'])
    t.true(links(script), script);
  t.true(mayLinkFiles({ ...action, command: ['ln', 'a', 'b'] }));
  t.true(mayLinkFiles({ ...action, file: { name: 'EOF', content: '#!/bin/sh\nln a b\n' } }));
});

test('symbolic links, copies and other words are none', (t) => {
  for (const script of [
    'ln -s a b',
    'ln -sfn a b',
    'ln --symbolic a b',
    'cp -a a b',
    'make link',
    'curl example.com/ln',
  ])
    t.false(links(script), script);
});
