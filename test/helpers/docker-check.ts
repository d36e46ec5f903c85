// `docker build --call=…` asked about a Dockerfile's text, with every image of it taken to be fixture/busybox.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryDocker, writeIn } from './refrom.js';

export const standIn = 'fixture/busybox:latest';

export interface CallRequest {
  readonly text: string;
  /** References that fixture/busybox stands in for. */
  readonly images?: readonly string[];
  readonly flags?: readonly string[];
  /** Beside the Dockerfile. */
  readonly files?: Readonly<Record<string, string>>;
}

export interface Called<T> {
  readonly exitCode: number | undefined;
  /** Undefined where docker printed none: the file is refused. */
  readonly answer: T | undefined;
  readonly stderr: string;
}

export interface Location {
  readonly ranges?: readonly { readonly start: { readonly line: number } }[];
}

export interface LintAnswer {
  readonly warnings?: readonly { readonly ruleName: string; readonly location: Location }[] | null;
  readonly buildError?: { readonly message: string };
  readonly error?: { readonly message: string };
}

export interface OutlineAnswer {
  readonly name?: string;
  readonly args?: readonly {
    readonly name: string;
    readonly value?: string;
    readonly location: Location;
  }[];
}

export interface TargetsAnswer {
  readonly targets: readonly {
    readonly name?: string;
    readonly base?: string;
    readonly default?: boolean;
    readonly location: Location;
  }[];
}

export async function callDocker<T>(call: string, request: CallRequest): Promise<Called<T>> {
  const folder = await mkdtemp(join(tmpdir(), 'refrom-call-'));
  try {
    for (const [name, content] of Object.entries({ ...request.files, Dockerfile: request.text })) {
      await writeIn(folder, name, content);
    }
    const contexts = (request.images ?? []).flatMap((image) => [
      '--build-context',
      `${image}=docker-image://${standIn}`,
    ]);
    const words = ['build', `--call=${call},format=json`, ...contexts, ...(request.flags ?? []), folder];
    const { exitCode, stdout, stderr } = await tryDocker(...words);
    return { exitCode, answer: stdout === '' ? undefined : (JSON.parse(stdout) as T), stderr };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const firstLine = ({ ranges }: Location): number => ranges?.[0]?.start.line ?? 0;
