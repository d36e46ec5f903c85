import test from 'ava';
import { readsOwnRules } from '../../src/handover/reads-own-rules.js';

test('only BuildKit is sure to read the ignore rules of a Dockerfile', (t) => {
  const engines = { type: 'buildx', name: 'default', driver: 'docker', context: 'default' } as const;
  t.true(readsOwnRules(engines, { way: 'as-is' }));
  t.true(readsOwnRules({ type: 'classic', isSwitch: true }, { way: 'as-is', buildkit: '1' }));
  t.true(readsOwnRules({ type: 'none' }, { way: 'as-is' }), 'it is built elsewhere');
  t.false(readsOwnRules(engines, { way: 'as-is', buildkit: '0' }), "podman's service");
  t.false(readsOwnRules({ type: 'classic', isSwitch: false }, { way: 'as-is' }));
  t.false(readsOwnRules({ type: 'podman', program: 'docker' }, { way: 'push' }));
});
