import test from 'ava';
import { findOwner } from '../../../src/engine/copy/find-owner.js';

const files: Readonly<Record<string, string>> = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n app:x:12:34::/:\r\nodd:x:y:z\napp:x:1:1::/:\n3:x:7:8::/:\n',
  '/etc/group': 'root:x:0:\nteam:x:56:app\n',
};

const owner = test.macro<[text: string, uid: number, gid: number, known?: Readonly<Record<string, string>>]>({
  exec: async (t, text, uid, gid, known = files) => {
    t.deepEqual(await findOwner(text, (path) => Promise.resolve(known[path])), { uid, gid });
  },
  title: (title = '', text, uid, gid) => `${text}${title} is ${String(uid)}:${String(gid)}`,
});

test(owner, '3', 3, 3);
test(owner, '3:4', 3, 4);
test(owner, '+5:007', 5, 7);
test(owner, ':33', 0, 33);
test(owner, 'root', 0, 0);
test(owner, 'root:root', 0, 0);
test(owner, 'app', 12, 34);
test(owner, 'app:', 12, 0);
test(owner, 'app:team', 12, 56);
test(owner, 'app:9', 12, 9);
test(owner, 'nobody', 0, 0);
test(owner, 'app:nogroup', 12, 34);
test(owner, 'odd', 0, 0);
test(owner, '99999999999', 0, 0);
test(' without any file', owner, 'app:team', 0, 0, {});

test('numbers need no file', async (t) => {
  await t.notThrowsAsync(findOwner('3:4', () => Promise.reject(new Error('never'))));
});
