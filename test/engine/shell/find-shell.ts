import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { findShellScript, shellAt } from '../../../src/engine/shell/find-shell.js';

/** What is found where PATH has these programs alone; the machine's own come last. */
const finds = test.macro<[programs: string[], stageShell: string, name: string]>({
  exec: async (t, programs, stageShell, name) => {
    const folder = await mkdtemp(join(tmpdir(), 'refrom-shells-'));
    t.teardown(() => rm(folder, { recursive: true, force: true }));
    for (const program of programs) {
      await writeFile(join(folder, program), '');
      await chmod(join(folder, program), program === 'plain' ? 0o644 : 0o755);
    }
    const script = findShellScript(stageShell.replace('DIR', folder), folder).replaceAll(
      / \/(?:usr\/local\/bin|usr\/bin|bin)\/\w+/g,
      '',
    );
    const answer = execFileSync('sh', ['-c', `${script}\necho "$answer"`], { encoding: 'utf8' }).trim();
    t.is(answer === '' ? '' : answer.slice(folder.length + 1), name);
  },
  title: (_ = '', programs, stageShell, name) =>
    `of ${programs.join(', ')} with SHELL ${stageShell} ${name || 'nothing'} is opened`,
});

test(finds, ['sh', 'ash', 'ksh', 'zsh', 'bash'], '/bin/sh', 'bash');
test(finds, ['sh', 'ash', 'ksh', 'zsh'], '/bin/sh', 'zsh');
test(finds, ['sh', 'ash', 'ksh'], '/bin/sh', 'ksh');
test(finds, ['sh', 'ash'], '/bin/sh', 'ash');
test(finds, ['sh'], '/bin/sh', 'sh');
test(finds, ['bash', 'fish'], 'DIR/fish', 'fish');
test(finds, ['bash', 'fish'], 'fish', 'fish');
test(finds, ['bash', 'wrapper'], 'DIR/wrapper', 'bash');
test(finds, ['bash'], '/no/such/fish', 'bash');
test(finds, [], '/bin/sh', '');

test('what is known of a shell hangs on its name', (t) => {
  t.deepEqual(shellAt('/usr/bin/mksh'), { path: '/usr/bin/mksh', kind: 'ksh' });
  t.deepEqual(shellAt('/opt/fish'), { path: '/opt/fish', kind: 'other' });
});
