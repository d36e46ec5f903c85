import test from 'ava';
import { readInspectedBuilder, readProgram } from '../../src/handover/builder.js';

test('the first name of an inspected builder is its own, those below are of its nodes', (t) => {
  const text = `Name:          ci
Driver:        kubernetes
Last Activity: 2026-01-01 00:00:00 +0000 UTC

Nodes:
Name:      ci0
Endpoint:  kubernetes:///ci?deployment=ci0
Status:    running
`;
  t.deepEqual(readInspectedBuilder(text), { name: 'ci', driver: 'kubernetes' });
});

test('help or an error in its place is no builder', (t) => {
  t.is(readInspectedBuilder('Usage:  docker builder COMMAND\n'), undefined);
  t.is(readInspectedBuilder(''), undefined);
});

test('docker and podman under the name of docker are told apart', (t) => {
  t.deepEqual(readProgram('Docker version 28.5.2, build ecc6942'), { program: 'docker', release: 28 });
  t.deepEqual(readProgram('podman version 4.3.1'), { program: 'podman' });
  t.is(readProgram('something else'), undefined);
});
