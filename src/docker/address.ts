// Where an engine is, as the user and the docker CLI write it, and what the client library makes of that.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { DockerOptions } from 'dockerode';
import { UsageError } from '../messages/errors.js';
import { createSshAgent } from './ssh-agent.js';

export interface EngineAddress {
  /** `unix:///path`, `npipe:////./pipe/name`, `tcp://host:port`, `http://…`, `https://…` or `ssh://user@host:port`. */
  readonly host: string;
  /** PEM texts; the engine is then spoken to by TLS. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
}

/** What the library takes, and more than its types tell. */
export interface ConnectionOptions extends DockerOptions {
  readonly agent: HttpAgent;
  readonly pathPrefix?: string;
}

/** Ports the docker CLI assumes. */
const plainPort = 2375;
const tlsPort = 2376;

/**
 * Connections are kept and used again: a new one costs as much as a small request. Throws a UsageError for an
 * address that is none.
 */
export function toConnectionOptions(address: EngineAddress): ConnectionOptions {
  // Every field is set: the library fills what is missing from DOCKER_HOST, which may be another engine's.
  const unset = {
    host: undefined,
    port: undefined,
    socketPath: undefined,
    username: undefined,
    pathPrefix: '/',
  };
  const [scheme, rest] = splitScheme(address.host);
  switch (scheme) {
    case 'unix':
    case 'npipe':
      return { ...unset, protocol: 'http', socketPath: rest, agent: new HttpAgent({ keepAlive: true }) };
    case 'ssh':
      // The agent brings its own connection, at whose other end the host's name means nothing.
      return {
        ...unset,
        protocol: 'http',
        host: 'docker',
        port: plainPort,
        agent: createSshAgent(address.host),
      };
    case 'tcp':
    case 'http':
    case 'https':
      return { ...unset, ...toNetworkOptions(address, scheme) };
    default:
      throw notAnAddress(address.host);
  }
}

function splitScheme(host: string): [scheme: string, rest: string] {
  const end = host.indexOf('://');
  if (end < 0) throw notAnAddress(host);
  return [host.slice(0, end), host.slice(end + '://'.length)];
}

function toNetworkOptions(address: EngineAddress, scheme: string): ConnectionOptions {
  const text = address.host.replace(/^\w+/, 'http');
  if (!URL.canParse(text)) throw notAnAddress(address.host);
  const url = new URL(text);
  const secure = scheme === 'https' || address.tls !== undefined;
  return {
    protocol: secure ? 'https' : 'http',
    host: url.hostname,
    // A URL hides port 80 as http's default, and nothing else can have asked for it.
    port: url.port || (/:80\/?$/.test(address.host) ? 80 : secure ? tlsPort : plainPort),
    pathPrefix: url.pathname,
    ca: address.tls?.ca,
    cert: address.tls?.cert,
    key: address.tls?.key,
    agent: secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true }),
  };
}

function notAnAddress(host: string): UsageError {
  return new UsageError(
    `\`${host}\` is not the address of a Docker engine`,
    'write unix:///path/to/docker.sock, tcp://host:port or ssh://user@host',
  );
}
