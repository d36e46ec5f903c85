import { docker } from './refrom.js';
import type { ParityEngine } from './parity-exceptions.js';

/** Which of the three engines of parity's cases this is, or behaves like. */
export async function findParityEngine(): Promise<ParityEngine> {
  const [version, status] = await Promise.all([
    docker('version', '--format', '{{.Server.Version}}'),
    docker('info', '--format', '{{json .DriverStatus}}'),
  ]);
  if (parseInt(version) < 23) return '20.10';
  return status.includes('io.containerd.snapshotter.v1') ? '28-containerd' : '28';
}
