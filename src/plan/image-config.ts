// The configuration of an image, as the engine's API spells it (OCI image-spec config plus Docker's additions).

export interface ImageConfig {
  readonly User?: string;
  /** `NAME=value`, in order. */
  readonly Env?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly WorkingDir?: string;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Volumes?: Readonly<Record<string, object>>;
  readonly Labels?: Readonly<Record<string, string>>;
  readonly Healthcheck?: Healthcheck;
  readonly StopSignal?: string;
  readonly Shell?: readonly string[];
  readonly OnBuild?: readonly string[];
  /** Windows images. */
  readonly ArgsEscaped?: boolean;
}

/** Durations in nanoseconds. */
export interface Healthcheck {
  readonly Test?: readonly string[];
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
  readonly Retries?: number;
}

/** What a plan needs to know of an image that exists. */
export interface ResolvedImage {
  /** The reference it was asked for by. */
  readonly reference: string;
  /** `sha256:…` */
  readonly id: string;
  readonly config: ImageConfig;
  /** As MAINTAINER set it: an image built on this one keeps it. */
  readonly author?: string;
  /** `os/architecture[/variant]` */
  readonly platform: string;
}

/** The path BuildKit gives to images that have none. */
export const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
