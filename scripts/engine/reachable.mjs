// Which Docker engine refrom and the docker CLI would talk to from here, and whether it answers.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const ownEngineHost = 'unix:///run/refrom/engine.sock';

export function engineHost() {
  if (process.env.DOCKER_HOST) return process.env.DOCKER_HOST;
  const context = docker('context', 'inspect', '--format', '{{.Endpoints.docker.Host}}');
  return context.stdout?.trim() || 'unix:///var/run/docker.sock';
}

export function isReachable(host) {
  const api = fileURLToPath(new URL('api.mjs', import.meta.url));
  if (/^(unix|tcp):/.test(host) && spawnSync(process.execPath, [api, host, 'ping']).status === 0) return true;
  // Only the docker CLI knows the way to ssh:// and through TLS.
  return !host.startsWith('unix:') && docker('version', '--format', '{{.Server.APIVersion}}').status === 0;
}

function docker(...parameters) {
  return spawnSync('docker', parameters, { encoding: 'utf8' });
}
