// What a command finds around it must be what `docker build` gives a RUN.
import test from 'ava';
import { buildImage, path, run, startContainer } from '../helpers/live-engine.js';

/** Users and groups, root in a second group too. */
const base = `FROM fixture/busybox
RUN <<END
mkdir -p /etc /home/app
mkdir -m 1777 /tmp
printf '%s\\n' 'root:x:0:0::/root:/bin/sh' 'app:x:7:8::/home/app:/bin/sh' > /etc/passwd
printf '%s\\n' 'root:x:0:' 'wheel:x:10:root,app' 'app:x:8:' 'staff:x:50:app' > /etc/group
END
ENV A=1 B="x y" EMPTY=
`;
/** Docker hides /proc/interrupts from containers; BuildKit does not. */
const look = `env | grep -v -e ^SHLVL= -e ^PWD= | sort
id; pwd; hostname; umask; ulimit -a
grep -E '^(Cap|Seccomp|NoNewPrivs|Groups)' /proc/self/status
ls -l /dev | sed 's/ [A-Z][a-z][a-z] .*:.. / /'
mount | grep -v -e ' on / ' -e ' /etc/' -e cgroup -e /proc/interrupts | cut -d' ' -f1-5 | sort
readlink /proc/self/fd/0 | cut -d: -f1; cat`;

let image: string;
let removeImage: (() => unknown) | undefined;
test.before(async () => {
  image = await buildImage({ teardown: (remove) => (removeImage = remove) }, base);
});
test.after.always(() => removeImage?.());

const likeBuild = test.macro(async (t, user: string) => {
  const instructions = `ARG C=2\n${user && `USER ${user}`}\nRUN <<END\n( ${look} ) > /tmp/look\nEND\n`;
  const built = await buildImage(t, `FROM ${image}\n${instructions}`);
  const expected = await run(await startContainer(t, built), 'cat /tmp/look');
  const environment = [path, 'A=1', 'B=x y', 'EMPTY=', 'C=2'];
  const actual = await run(await startContainer(t, image), `( ${look} )`, { environment, user });
  t.deepEqual(actual.stdout.split('\n'), expected.stdout.split('\n'));
});

for (const user of ['', '0', 'root', 'app', '7', '5', '5:6', 'app:staff', '7:50']) {
  test(`as USER ${user || '(none)'}`, likeBuild, user);
}
