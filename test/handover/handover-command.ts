import test from 'ava';
import { formatCommand, handoverCommand, type CommandParts } from '../../src/handover/handover-command.js';

const parts: CommandParts = {
  builder: { type: 'buildx', name: 'default', driver: 'docker', context: 'default' },
  handover: { way: 'as-is' },
  file: 'Dockerfile.refrom',
  contexts: [],
  shared: [],
  context: '.',
};

const line = (changes: Partial<CommandParts>): string =>
  formatCommand(handoverCommand({ ...parts, ...changes }));

test('as it is', (t) => {
  t.is(
    line({ shared: ['-t', 'my app'], context: 'a b' }),
    "docker build -f Dockerfile.refrom -t 'my app' 'a b'",
  );
});

test('with another builder of the same machine', (t) => {
  t.is(
    line({ handover: { way: 'builder', name: 'default' } }),
    'docker build --builder default -f Dockerfile.refrom .',
  );
});

test('with a context in the place of exactly the name that FROM has', (t) => {
  t.is(
    line({
      handover: { way: 'oci-layout' },
      builderName: 'ci',
      contexts: [{ name: 'refrom/app:build-L9-5f1c02aa', place: 'oci-layout:///x:checkpoint' }],
    }),
    'docker build --builder ci --build-context refrom/app:build-L9-5f1c02aa=oci-layout:///x:checkpoint -f Dockerfile.refrom .',
  );
});

test('finished stages are replaced, and the file is the one there was', (t) => {
  t.is(
    line({
      handover: { way: 'docker-image' },
      file: undefined,
      contexts: [{ name: 'build', place: 'docker-image://refrom/app:build-L9-5f1c02aa' }],
    }),
    'docker build --build-context build=docker-image://refrom/app:build-L9-5f1c02aa .',
  );
});

test('the engine that was given goes along, and the switch to the kind of build', (t) => {
  t.is(
    line({ handover: { way: 'as-is', buildkit: '1' }, engine: 'unix:///e.sock' }),
    'DOCKER_BUILDKIT=1 docker --host unix:///e.sock build -f Dockerfile.refrom .',
  );
});

test("podman's name is that of the program that is there", (t) => {
  t.is(line({ builder: { type: 'podman', program: 'podman' } }), 'podman build -f Dockerfile.refrom .');
  t.is(
    line({ builder: { type: 'podman', program: 'docker' }, engine: 'unix:///e.sock' }),
    'docker build -f Dockerfile.refrom .',
  );
});
