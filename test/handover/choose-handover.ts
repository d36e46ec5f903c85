import test from 'ava';
import type { Builder } from '../../src/handover/builder.js';
import { chooseHandover, type HandoverFacts, type Way } from '../../src/handover/choose-handover.js';

const buildx = (driver: string, name: string, context = 'default'): Builder => ({
  type: 'buildx',
  name,
  driver,
  context,
});

const engines = buildx('docker', 'default');
const ci = buildx('docker-container', 'ci');

function choose(builder: Builder, facts: Partial<HandoverFacts> = {}) {
  return chooseHandover({
    builder,
    engine: 'docker',
    takesLayouts: false,
    isNamed: false,
    hasRegistry: false,
    needsPrivileges: false,
    isBetweenStages: false,
    ...facts,
  });
}

const chosen = test.macro((t, builder: Builder, facts: Partial<HandoverFacts>, handover: object) => {
  const choice = choose(builder, facts);
  t.deepEqual('handover' in choice ? choice.handover : choice, handover);
});

test("the engine's own builder sees its images", chosen, engines, {}, { way: 'as-is' });
test(
  'a context has a builder of its own name',
  chosen,
  buildx('docker', 'remote', 'remote'),
  {},
  { way: 'as-is' },
);
for (const driver of ['docker-container', 'kubernetes', 'remote', 'cloud']) {
  const builder = buildx(driver, 'ci');
  test(
    `instead of one of driver ${driver} that is used by chance, the engine's own builds`,
    chosen,
    builder,
    {},
    { way: 'builder', name: 'default' },
  );
  test(
    `one of driver ${driver} that was asked for gets a folder`,
    chosen,
    builder,
    { isNamed: true },
    { way: 'oci-layout' },
  );
}
test(
  'the builder of another context is not the one of this engine',
  chosen,
  buildx('docker', 'elsewhere'),
  {},
  { way: 'builder', name: 'default' },
);
test(
  "privileges are what the engine's own builder does not give",
  chosen,
  ci,
  { needsPrivileges: true },
  { way: 'oci-layout' },
);
test(
  "podman's service takes the classic request only",
  chosen,
  engines,
  { engine: 'podman' },
  { way: 'as-is', buildkit: '0' },
);
test(
  "a builder beside podman's service gets a folder",
  chosen,
  ci,
  { engine: 'podman' },
  { way: 'oci-layout' },
);
test(
  'podman builds on what its own service made',
  chosen,
  { type: 'podman', program: 'docker' },
  { engine: 'podman' },
  { way: 'as-is' },
);
test(
  'the classic builder is the engine itself',
  chosen,
  { type: 'classic', isSwitch: false },
  {},
  { way: 'as-is' },
);
test(
  'an old CLI is switched to BuildKit',
  chosen,
  { type: 'classic', isSwitch: true },
  {},
  { way: 'as-is', buildkit: '1' },
);
test('a registry that is given is used', chosen, ci, { hasRegistry: true }, { way: 'push' });
test(
  'with the containerd store the engine takes a folder too',
  chosen,
  engines,
  { wish: 'oci-layout', takesLayouts: true },
  { way: 'oci-layout' },
);
test(
  'finished stages can be replaced when asked for',
  chosen,
  engines,
  { wish: 'docker-image', isBetweenStages: true },
  { way: 'docker-image' },
);

const refused = test.macro((t, builder: Builder, facts: Partial<HandoverFacts>, hint: RegExp) => {
  const choice = choose(builder, facts);
  t.true('refusal' in choice);
  if ('refusal' in choice) t.regex(choice.hint, hint);
});

test(
  'podman beside a Docker engine needs a registry',
  refused,
  { type: 'podman', program: 'podman' },
  {},
  /--push/,
);
test('so does buildah', refused, { type: 'buildah', program: 'buildah' }, {}, /--push/);
test(
  "another engine's builder that was asked for needs one as well",
  refused,
  buildx('docker', 'elsewhere'),
  { isNamed: true },
  /--push/,
);
test('--via push without a place to push to is refused', refused, engines, { wish: 'push' }, /--push/);

for (const [way, builder] of [
  ['docker-image', ci],
  ['docker-image', engines],
  ['oci-layout', engines],
  ['oci-layout', { type: 'classic', isSwitch: false }],
  ['builder', { type: 'podman', program: 'podman' }],
] as const satisfies readonly (readonly [Way, Builder])[])
  test(
    `--via ${way} is refused with ${builder.type === 'buildx' ? builder.driver : builder.type}`,
    refused,
    builder,
    { wish: way },
    /leave --via out/,
  );

test('nothing that builds: the command for elsewhere, with the reason', (t) => {
  t.like(choose({ type: 'none' }), {
    handover: { way: 'as-is' },
    reason: 'no docker, podman or buildah is installed here',
  });
});
