import type { Credentials, Remotes } from '../engine/ports.js';
import { createRemotes } from '../remote/create-remotes.js';
import type { BuildFlags } from './build-flags.js';
import { readCredentials } from './credentials.js';
import { makeTemporaryFolder } from './temporary-folders.js';

type SecretFlags = Pick<BuildFlags, 'secret' | 'ssh'>;

/** What is fetched for ADD and --build-context, with the user's secrets for its hosts. */
export const openRemotes = (flags: SecretFlags, engineHost: string): Remotes =>
  createRemotes(credentialsOf(flags, engineHost), makeTemporaryFolder);

export const credentialsOf = (flags: SecretFlags, engineHost: string): Credentials =>
  readCredentials(flags, !/^(?:tcp|https?|ssh):/.test(engineHost));
