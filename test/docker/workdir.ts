import test from 'ava';
import { likeDocker } from '../helpers/copy-like-docker.js';

const users = 'printf "app:x:12:34::/:/bin/sh\\n" >> /etc/passwd; echo "team:x:56:" >> /etc/group';

for (const user of ['', '3', '3:4', 'app', 'app:team', 'unknown', 'app:unknown', 'root']) {
  test(`a new folder and its parents under USER ${user}`, likeDocker, {
    before: users,
    workdir: { path: '/x/y/z', user },
  });
}
test('an existing folder stays', likeDocker, {
  before: 'mkdir -m 700 /x && touch -d "2001-02-03 04:05:06" /x',
  workdir: { path: '/x', user: '3' },
});
test('parents that exist stay', likeDocker, {
  before: 'mkdir -m 700 /x',
  workdir: { path: '/x/y', user: '3' },
});
test('through a link', likeDocker, {
  before: 'mkdir /w && ln -s w /x',
  workdir: { path: '/x/y', user: '' },
});
test('to a link that leads nowhere', likeDocker, {
  before: 'ln -s w/v /x',
  workdir: { path: '/x/y', user: '' },
});
test('onto a file', likeDocker, { before: 'touch /x', workdir: { path: '/x', user: '' }, fails: true });
test('below a file', likeDocker, { before: 'touch /x', workdir: { path: '/x/y', user: '' }, fails: true });
