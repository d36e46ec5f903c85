// On a graph-driver store BuildKit takes no notice of --link; on the containerd store it makes a layer of its own.
import test from 'ava';
import { likeDocker } from '../helpers/copy-like-docker.js';
import { file, folder, type Tree } from '../helpers/file-tree.js';

const tree: Tree = { f: file('f'), d: folder(0o700), 'd/f': file('in d', 0o640) };

test('--link onto links and existing folders', likeDocker, {
  context: tree,
  before: 'mkdir -m 711 /real /existing && chown 5:6 /existing && ln -s real /link',
  origin: 'echo o > /o && chown 3:4 /o',
  lines: [
    'COPY --link d /link',
    'COPY --link f /link/below/',
    'COPY --link --chown=7 --chmod=600 d /existing',
    'COPY --link=true --from=origin /o /existing/',
    'COPY --link=false f /no/',
    'ADD --link f /add/',
  ],
});
