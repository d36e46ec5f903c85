import test from 'ava';
import { createRiskReader } from '../../src/cli/script-reader.js';

const isRisky = createRiskReader();

const reads = test.macro(async (t, script: string, expected: boolean) => {
  t.is(await isRisky(script), expected);
});

for (const script of [
  'apt-get update && apt-get install -y curl',
  'set -e; if true; then wget -q http://x; fi',
  'git clone --depth 1 https://x y',
  'pip3 install -r requirements.txt',
  'python3 -m pip install x',
  `c"ur"l http://x`,
  String.raw`\apt-get update`,
  'DEBIAN_FRONTEND=noninteractive apt-get -y install x',
  'sudo -E apk add --no-cache x',
  'x=$(curl -fsSL http://x)',
  'npm ci',
  'for f in a b; do\n  /usr/bin/curl -O "$f"\ndone',
]) {
  test(`touches the network: ${script}`, reads, script, true);
}

for (const script of [
  'echo apt-get install',
  'make -j2',
  'git config --global x y',
  "echo 'curl http://x'",
  'apt-get clean',
  'npm run build',
  ':',
]) {
  test(`stays local: ${script}`, reads, script, false);
}
