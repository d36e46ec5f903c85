// The one command that builds what is left, for a way of handing the images over.
import { quoteForShell } from '../shell/quote-for-shell.js';
import type { Builder } from './builder.js';
import type { Handover } from './choose-handover.js';

export interface CommandParts {
  readonly builder: Builder;
  readonly handover: Handover;
  /** `--engine`, which the docker CLI knows nothing of. */
  readonly engine?: string | undefined;
  /** Given by the user. */
  readonly builderName?: string | undefined;
  /** The Dockerfile to build; undefined for the one that is found by itself. */
  readonly file?: string | undefined;
  /** For contexts: what to put in the place of which name. */
  readonly contexts: readonly { readonly name: string; readonly place: string }[];
  /** What goes along from the command line. */
  readonly shared: readonly string[];
  readonly context: string;
}

export interface BuildCommand {
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export function handoverCommand(parts: CommandParts): BuildCommand {
  const { builder, handover, engine, file, contexts, shared, context } = parts;
  const program = 'program' in builder ? builder.program : 'docker';
  const isDocker = builder.type !== 'podman' && builder.type !== 'buildah';
  const name = handover.way === 'builder' ? handover.name : parts.builderName;
  return {
    words: [
      program,
      ...(engine !== undefined && isDocker ? ['--host', engine] : []),
      'build',
      ...(name === undefined ? [] : ['--builder', name]),
      ...contexts.flatMap((each) => ['--build-context', `${each.name}=${each.place}`]),
      ...(file === undefined ? [] : ['-f', file]),
      ...shared,
      context,
    ],
    environment:
      'buildkit' in handover && handover.buildkit !== undefined ? { DOCKER_BUILDKIT: handover.buildkit } : {},
  };
}

/** One line for a shell. */
export const formatCommand = ({ words, environment }: BuildCommand): string =>
  [
    ...Object.entries(environment).map(([name, value]) => `${name}=${quoteForShell(value)}`),
    ...words.map(quoteForShell),
  ].join(' ');
