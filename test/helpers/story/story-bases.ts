// Base images of a story's own, so that a step of it is never found done by another story, or left by an earlier run.
import { execa } from 'execa';
import { docker, tryDocker } from '../refrom.js';

/** Makes the image for one of the names that a story's FROM may have. */
export const storyBases: Readonly<Record<string, (name: string) => Promise<void>>> = {
  busybox: (name) => copyImage('fixture/busybox', name),
  debian: makePackageBase,
};

/** Another ID for the same files. */
async function copyImage(source: string, name: string): Promise<void> {
  const container = await docker('create', source);
  try {
    await docker('commit', container, name);
  } finally {
    await tryDocker('rm', container);
  }
}

/** A Debian whose only packages come from a folder of its own: no mirror is asked. */
const packageBase = String.raw`FROM fixture/debian:bookworm
WORKDIR /srv/packages
RUN set -e; for name in greeter farewell; do \
      mkdir -p /tmp/p/DEBIAN /tmp/p/usr/bin; \
      printf 'Package: %s\nVersion: 1.0\nArchitecture: all\nMaintainer: nobody <nobody@example.invalid>\nDescription: prints a %s\n' $name $name > /tmp/p/DEBIAN/control; \
      printf '#!/bin/sh\necho the %s\n' $name > /tmp/p/usr/bin/$name; \
      chmod 755 /tmp/p/usr/bin/$name; \
      dpkg-deb --build /tmp/p $name.deb; \
      cat /tmp/p/DEBIAN/control >> Packages; \
      printf 'Filename: ./%s.deb\nSize: %s\nSHA256: %s\n\n' $name $(stat -c %s $name.deb) $(sha256sum $name.deb | cut -c 1-64) >> Packages; \
      rm -r /tmp/p; \
    done; \
    rm -rf /etc/apt/sources.list /etc/apt/sources.list.d/*; \
    echo 'deb [trusted=yes] file:/srv/packages ./' > /etc/apt/sources.list
WORKDIR /
`;

async function makePackageBase(name: string): Promise<void> {
  const made = `${name}:made`;
  await execa('docker', ['build', '-q', '-t', made, '-'], {
    input: packageBase,
    env: { DOCKER_BUILDKIT: '1' },
  });
  try {
    await copyImage(made, name);
  } finally {
    await tryDocker('rmi', made);
  }
}
