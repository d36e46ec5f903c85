import test from 'ava';
import { findPlace } from '../../../src/engine/copy/find-place.js';
import { fakeContainers, fakeFile, fakeFolder, fakeLink } from '../../helpers/fake-containers.js';

const files = {
  '/etc': fakeFolder(),
  '/etc/passwd': fakeFile('root'),
  '/app': fakeLink('srv/app'),
  '/srv': fakeFolder(),
  '/srv/app': fakeFolder(),
  '/srv/app/up': fakeLink('../../etc'),
  '/users': fakeLink('/etc/passwd'),
  '/dangling': fakeLink('srv/new/deep'),
  '/chain': fakeLink('dangling/er'),
  '/out': fakeLink('../../../../etc/new'),
  '/a': fakeLink('b'),
  '/b': fakeLink('a'),
};

const leads = test.macro<[path: string, type: string, to: string, existing?: string]>({
  exec: async (t, path, type, to, existing = to) => {
    const { status } = fakeContainers({ c: files });
    t.deepEqual(await findPlace((each) => status('c', each), path), { path: to, type, existing });
  },
  title: (_ = '', path, type, to) => `${path} leads to ${to}: ${type}`,
});

test(leads, '/', 'directory', '/');
test(leads, '/etc/', 'directory', '/etc');
test(leads, '/etc/./../etc//passwd', 'file', '/etc/passwd');
test(leads, '/../../etc', 'directory', '/etc');
test(leads, '/app', 'directory', '/srv/app');
test(leads, '/app/up', 'directory', '/etc');
test(leads, '/users', 'file', '/etc/passwd');
test(leads, '/new/er', 'missing', '/new/er', '/');
test(leads, '/srv/app/new/er', 'missing', '/srv/app/new/er', '/srv/app');
test(leads, '/app/new', 'missing', '/srv/app/new', '/srv/app');
test(leads, '/dangling/x', 'missing', '/srv/new/deep/x', '/srv');
test(leads, '/chain', 'missing', '/srv/new/deep/er', '/srv');
test(leads, '/out', 'missing', '/etc/new', '/etc');
test(leads, '/etc/passwd/x', 'blocked', '/etc/passwd/x', '/etc/passwd');
test(leads, '/users/x', 'blocked', '/etc/passwd/x', '/etc/passwd');

test('what exists takes one look', async (t) => {
  const { status, calls } = fakeContainers({ c: files });
  await findPlace((each) => status('c', each), '/srv/app');
  t.deepEqual(calls, ['status c /srv/app']);
});

test('a circle of links is refused', async (t) => {
  const look = (path: string) =>
    Promise.resolve({ type: 'link', target: path === '/a' ? '/b' : '/a', mode: 0, size: 0 } as const);
  await t.throwsAsync(findPlace(look, '/a'), { name: 'EngineError', message: /too many links/ });
});
