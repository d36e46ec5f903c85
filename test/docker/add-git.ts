import test from 'ava';
import { likeDocker } from '../helpers/copy-like-docker.js';
import { startGitServer } from '../helpers/git-server.js';

// The commits are new ones at each run: BuildKit knows a checkout by its commit's hash alone.
const server = await startGitServer(`
  git init -q -b main work && cd work
  mkdir -p d/e && echo f > f && echo in > d/in && echo x > d/e/x && chmod 755 d/e/x && ln -s d/in l && ln -s d to-d
  echo ignored > .dockerignore && git add -A && git commit -qm one-$$ && git tag light && git tag -am note noted
  git checkout -qb side && echo side > f && git commit -qam two && git tag release
  git checkout -q main && echo three > f && git commit -qam three
  cd .. && git init -q -b main sub && (cd sub && echo s > s && git add -A && git commit -qm s-$$)
  cp -r work modules && cd modules && printf '[submodule "s"]\\n\\tpath = s\\n\\turl = ../sub.git\\n' > .gitmodules
  git update-index --add --cacheinfo 160000,$(git -C ../sub rev-parse HEAD),s && git add .gitmodules && git commit -qm sub
  cd .. && for each in work sub modules; do git clone -q --bare $each $each.git; done && cp -r modules.git plain.git
  git -C work.git config uploadpack.allowAnySHA1InWant true
`);
test.after.always(() => {
  server.close();
});
const url = `${server.url}/work.git`;
const commitOf = (name: string): string => server.run(`git -C work.git rev-parse ${name}`);
const [first, tip, note] = [commitOf('light'), commitOf('refs/heads/main'), commitOf('noted')];

test('ADD of a repository: branches, tags, commits and folders', likeDocker, {
  lines: [
    `ADD ${url} /default`,
    `ADD ${url}#side /branch/`,
    `ADD ${url}#refs/heads/main /whole-name/`,
    `ADD ${url}#release /tag/`,
    `ADD ${url}#light /light/`,
    `ADD ${url}#noted /annotated/`,
    `ADD ${url}#${first} /commit/`,
    `ADD ${url}#:d /folder/`,
    `ADD ${url}#side:/d/../d/e/ /folder-of-branch`,
  ],
});
test('ADD of a repository: the query', likeDocker, {
  lines: [
    `ADD ${url}?branch=side /branch/`,
    `ADD ${url}?tag=release&subdir=d /tag/`,
    `ADD ${url}?ref=light&submodules=false /ref/`,
    `ADD ${url}?tag=light&commit=${first} /commit/`,
  ],
});
test('ADD of a repository: --checksum', likeDocker, {
  lines: [
    `ADD --checksum=${tip} ${url} /whole/`,
    `ADD --checksum=${first.slice(0, 8)} ${url}#light /short/`,
    `ADD --checksum=${note} ${url}#noted /annotated/`,
  ],
});
// One build takes several checkouts from one repository of BuildKit's, where what one leaves shows in the next.
test('ADD of a repository: submodules', likeDocker, {
  lines: [`ADD ${server.url}/modules.git /modules/`, `ADD ${server.url}/plain.git?submodules=0 /plain/`],
  // It names the folder the repository lay in.
  except: /^\/modules\/s\/\.git$/,
});
test('ADD of a repository: owner, mode and what is left out', likeDocker, {
  before: 'mkdir -m 711 /existing',
  lines: [
    `ADD --chown=3:4 --chmod=777 ${url} /new`,
    `ADD --chown=3:4 --chmod=777 ${url} /new-with-slash/`,
    `ADD --chmod=go+w ${url} /symbols`,
    `ADD --chown=5 ${url} /existing`,
    `ADD --exclude=d/e --exclude=f ${url} /exclude/`,
  ],
});

// Its index and its packs hold times, and BuildKit's own repository behind it knows tags of other checkouts.
const unstable =
  /\.git\/(?:index|objects\/.*|shallow)$|\.git\/refs\/buildkit\/.*|\.git\/refs\/tags(?!\/noted$)\/.*/;
for (const [title, line] of Object.entries({
  'a branch': `ADD --keep-git-dir=true ${url}#side /x/`,
  'the default branch': `ADD ${url}?keep-git-dir=true /x/`,
  'an annotated tag': `ADD --keep-git-dir ${url}#noted /x/`,
  'a commit': `ADD --keep-git-dir ${url}#${first} /x/`,
  'a folder, which has none': `ADD --keep-git-dir ${url}#:d /x/`,
}))
  test(`ADD --keep-git-dir of ${title}`, likeDocker, { lines: [line], except: unstable });

const refused = (title: string, line: string): void => {
  test(title, likeDocker, { before: 'touch /file', lines: [line], fails: true });
};
refused('a branch that is not there', `ADD ${url}#nope /x/`);
refused('a repository that is not there', `ADD ${server.url}/nope.git /x/`);
refused('a folder that is not there', `ADD ${url}#:nope /x/`);
refused('a folder that is a link', `ADD ${url}#:to-d /x/`);
refused('a folder that is a file', `ADD ${url}#:f /x/`);
refused('another commit', `ADD --checksum=${tip.slice(0, 10)} ${url}#side /x/`);
refused('a repository onto a file', `ADD ${url} /file`);
