// What cannot be held against `docker build` of the same engine, and why. Nothing is left out without a reason here.
export type ParityEngine = '28' | '28-containerd' | '20.10';

interface Excepted {
  /** Absent for all of them. */
  readonly engine?: ParityEngine;
  readonly reason: string;
  /** Names of cases. */
  readonly cases: readonly string[];
}

/**
 * The first engine's `docker build` is the judge, as that of the engine `refuses` the case, or builds something that
 * `differs` from what today's does. Either is looked at: an exception that is none any more fails.
 */
export interface OtherJudge extends Excepted {
  readonly kind: 'refuses' | 'differs';
}

/** Refrom cannot make the same: a part that is not compared. */
export interface UnequalPart extends Excepted {
  readonly kind: 'unequal';
  /** Files whose paths match, or one of these. */
  readonly part: RegExp | 'folder times' | 'start interval' | 'history' | 'architecture' | 'stages';
  /** It may be equal by chance, or differ in a stage only; others fail where they are equal. */
  readonly isSometimes?: boolean;
}

export type ParityException = OtherJudge | UnequalPart;

const exceptions: readonly ParityException[] = [
  {
    engine: '20.10',
    kind: 'differs',
    reason: 'its ADD knows no zstd',
    cases: ['add-archive-owner-zstd'],
  },
  {
    engine: '20.10',
    kind: 'differs',
    reason: 'its ADD --chown leaves what is in an archive to its owners',
    cases: ['add-archive-owner'],
  },
  {
    engine: '20.10',
    kind: 'refuses',
    reason: 'its BuildKit takes no --build-context',
    cases: [
      'context-repository',
      'context-repository-unknown',
      'from-folder',
      'from-folder-empty',
      'from-folder-ignore',
      'from-folder-run',
      'from-folder-stage',
      'from-repository',
    ],
  },
  {
    engine: '20.10',
    kind: 'refuses',
    reason: 'its frontend knows no heredocs',
    cases: [
      'add-file',
      'copy-heredoc',
      'copy-heredocs',
      'onbuild-heredoc',
      'run-hard-link-mode',
      'run-heredoc',
      'run-heredoc-awk',
      'run-heredoc-beside',
      'run-heredoc-dash',
      'run-heredoc-empty',
      'run-heredoc-number',
      'run-heredoc-program',
      'run-heredoc-shell',
      'run-heredocs',
      'run-user-unknown-unused',
    ],
  },
  {
    engine: '20.10',
    kind: 'refuses',
    reason: 'its frontend does not know the flag yet',
    cases: [
      'copy-exclude-bytes',
      'mount-bind-variables',
      'add-unpack',
      'copy-exclude',
      'copy-link-from',
      'copy-link-over-links',
      'history-heredocs',
      'run-network-default',
      'run-network-host',
      'run-network-none',
      'mount-secret-both',
      'mount-secret-missing',
      'mount-secret-variable',
      'mount-tmpfs-size',
    ],
  },
  {
    engine: '20.10',
    kind: 'refuses',
    reason: 'its frontend knows no modifiers of variables but `:-`, `:+` and `:?`',
    cases: [
      'expand-modifiers',
      'expand-replace',
      'expand-trim',
      'variable-build-arg-empty',
      'workdir-variables',
    ],
  },
  {
    engine: '20.10',
    kind: 'refuses',
    reason: 'its triggers copy from images, and not from stages',
    cases: ['onbuild-copy-from'],
  },
  {
    engine: '20.10',
    kind: 'differs',
    reason: 'its frontend takes what is not quite JSON for JSON',
    cases: ['configuration-cmd-not-json'],
  },
  {
    engine: '20.10',
    kind: 'refuses',
    reason: 'its ADD knows no repositories',
    cases: ['add-git'],
  },
  {
    engine: '20.10',
    kind: 'differs',
    reason: 'its --chmod does nothing to what is fetched',
    cases: ['add-url'],
  },
  {
    engine: '20.10',
    kind: 'differs',
    reason: 'its --chmod knows no symbols',
    cases: ['copy-chmod-symbols'],
  },
  {
    engine: '20.10',
    kind: 'unequal',
    part: /^\/(?:all|special)(?:\/(?:null|pipe))?$/,
    reason: 'its COPY makes a file of a device, and nothing of a pipe',
    cases: ['copy-dangling'],
  },
  {
    engine: '20.10',
    kind: 'differs',
    reason: 'it accepts a --chmod that is none',
    cases: ['copy-chmod-wrong'],
  },
  {
    engine: '20.10',
    kind: 'differs',
    reason: 'its RUN leaves out the first group where groups are listed',
    cases: [
      'onbuild-copy',
      'run-limits',
      'run-user',
      'run-user-and-group',
      'run-user-group-only',
      'run-user-new',
      'run-user-no-passwd',
      'run-user-supplementary',
      'run-user-number',
      'run-user-number-known',
      'platform-foreign',
      'user-variables',
    ],
  },
  {
    engine: '20.10',
    kind: 'refuses',
    reason: 'its frontend knows no --start-interval',
    cases: ['configuration-healthcheck'],
  },
  {
    engine: '20.10',
    kind: 'unequal',
    part: 'start interval',
    reason: 'it does not tell of the --start-interval of an image',
    cases: ['configuration-healthcheck'],
  },
  {
    engine: '20.10',
    kind: 'differs',
    reason: 'its RUN leaves the mount points of --mount in the image',
    cases: [
      'mount-bind-ignored',
      'mount-bind-image',
      'mount-bind-owners',
      'mount-bind-read-only',
      'mount-bind-relative',
      'mount-bind-rw',
      'mount-bind-stage',
      'mount-cache-by-target',
      'mount-cache-from',
      'mount-cache-mode',
      'mount-cache-read-only',
      'mount-cache-user',
      'mount-cache-sharing',
      'mount-cache',
      'mount-deletes',
      'mount-secret-not-writable',
      'mount-secret',
      'mount-several',
      'mount-stub-parents',
      'mount-through-link',
      'run-mount-bind-context',
      'run-mount-stubs',
      'mount-ssh',
      'platform-cross',
    ],
  },
  {
    engine: '20.10',
    kind: 'refuses',
    reason: 'it looks for users where there is no file of them',
    cases: ['scratch-workdir'],
  },
  {
    engine: '20.10',
    kind: 'differs',
    reason: 'its RUN has no --ulimit and no --shm-size',
    cases: ['run-ulimit'],
  },
  {
    engine: '20.10',
    kind: 'differs',
    reason: 'its RUN leaves /etc in an image that lacks it',
    cases: ['from-folder-run', 'scratch-copy-between', 'scratch-exec'],
  },
  {
    engine: '20.10',
    kind: 'differs',
    reason: 'it takes a stage that comes later for an image',
    cases: ['stage-later', 'mount-stage-later'],
  },
  {
    engine: '20.10',
    kind: 'differs',
    reason: 'its EXPOSE keeps what stands before a modifier',
    cases: ['expand-expose'],
  },
  {
    engine: '20.10',
    kind: 'unequal',
    part: /[^\0-\x7f]|^\/names$/,
    reason: 'a wildcard of COPY --from gives no files there whose names are not UTF-8',
    cases: ['copy-from-stage-bytes'],
  },
  {
    engine: '20.10',
    kind: 'differs',
    reason: 'of an ARG with several names the later do not see the earlier',
    cases: ['variable-several-args'],
  },
  {
    engine: '20.10',
    kind: 'differs',
    reason: 'its frontend knows no TARGETSTAGE',
    cases: ['variable-target-stage', 'variable-target-stage-given'],
  },
  {
    engine: '28-containerd',
    kind: 'differs',
    reason: 'its layers leave out a file that only got another name',
    cases: ['run-hard-link-later'],
  },
  {
    engine: '28-containerd',
    kind: 'unequal',
    part: /^\/(?:dev|proc|sys)$/,
    reason:
      'its commit leaves out folders that only lie in another layer now: /dev, /proc and /sys of the engine',
    cases: ['from-folder-run', 'scratch-copy-between', 'scratch-exec'],
  },
  {
    engine: '28-containerd',
    kind: 'unequal',
    part: 'folder times',
    isSometimes: true,
    reason:
      'whether its layers hold the time of a folder that something is put into hangs on what else is in them',
    cases: ['copy-into-copied', 'copy-large-tree', 'copy-link-over-links'],
  },
  {
    kind: 'unequal',
    part: 'history',
    reason:
      'the exporter of docker build has no entry for the layer of a folder, and fills the gap at the end',
    cases: ['from-folder', 'from-folder-empty', 'from-folder-ignore', 'from-folder-run', 'from-repository'],
  },
  ...(['history', 'architecture'] as const).map((part) => ({
    kind: 'unequal' as const,
    part,
    isSometimes: true,
    reason: 'docker build knows neither platform nor entry of a folder that stands for a stage',
    cases: ['from-folder-stage'],
  })),
  {
    engine: '20.10',
    kind: 'unequal',
    part: /^\/new(?:\/deep)?$/,
    reason: 'folders that COPY makes have mode 0755 there, whatever --chmod says',
    cases: ['copy-link-over-links'],
  },
  {
    kind: 'unequal',
    part: 'architecture',
    isSometimes: true,
    reason: 'docker build calls the image of a stage for another platform one for that of the build',
    cases: ['platform-cross'],
  },
  {
    engine: '28-containerd',
    kind: 'unequal',
    part: 'stages',
    isSometimes: true,
    reason: 'docker build cannot export a stage there that a folder stands for',
    cases: ['from-folder-stage'],
  },
];

export const exceptionsFor = (engine: ParityEngine, name: string): readonly ParityException[] =>
  exceptions.filter(
    (each) => (each.engine === undefined || each.engine === engine) && each.cases.includes(name),
  );

/** Of cases that were renamed or removed. */
export function staleExceptions(names: readonly string[]): readonly string[] {
  return exceptions.flatMap(({ cases }) => cases.filter((name) => !names.includes(name)));
}
