import test from 'ava';
import Docker from 'dockerode';
import { askForAnyPath } from '../../src/docker/query.js';

test('the path in a query is its bytes, and the rest stays', (t) => {
  const docker = new Docker({ host: 'localhost', port: 1 });
  askForAnyPath(docker);
  const { modem } = docker as unknown as { modem: { buildQuerystring(query: object): string } };
  t.is(
    modem.buildQuerystring({ noOverwriteDirNonDir: 'true', path: '/a b&c/f\udce9ü' }),
    'noOverwriteDirNonDir=true&path=/a%20b%26c/f%e9%c3%bc',
  );
  t.is(
    modem.buildQuerystring({ t: 'a b', filters: { label: ['x'] } }),
    't=a%20b&filters=%7B%22label%22%3A%5B%22x%22%5D%7D',
  );
});
