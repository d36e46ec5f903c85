// Single values of flags and arguments, by grammars/scalar.peggy. Each is undefined where the text is none.
import { parse, type FileMode, type PortRange } from '#grammars/scalar.js';
import { attempt } from '../attempt.js';

export type { FileMode, ModeClause, PortRange } from '#grammars/scalar.js';

/** A duration as Go writes it, in nanoseconds. */
export const readDuration = (text: string): number | undefined =>
  attempt(() => parse(text, { startRule: 'Duration' }));

/** A size like `64m`, in bytes. */
export const readSize = (text: string): number | undefined =>
  attempt(() => parse(text, { startRule: 'Size' }));

/** The value of --chmod. */
export const readMode = (text: string): FileMode | undefined =>
  attempt(() => parse(text, { startRule: 'Mode' }));

/** `user[:group]`, either of which may be empty. */
export const readOwner = (
  text: string,
): { readonly user: string; readonly group: string | null } | undefined =>
  attempt(() => parse(text, { startRule: 'Owner' }));

/** A port or a range of ports, as in EXPOSE. */
export const readPort = (text: string): PortRange | undefined =>
  attempt(() => parse(text, { startRule: 'Port' }));

/** `os[(version)][/architecture[/variant]]`, not normalised. */
export const readPlatform = (
  text: string,
): { readonly components: readonly string[]; readonly osVersion: string | null } | undefined =>
  attempt(() => parse(text, { startRule: 'Platform' }));

/** A signal by number or by its name without SIG. */
export const readSignal = (
  text: string,
): { readonly number: number } | { readonly name: string } | undefined =>
  attempt(() => parse(text, { startRule: 'Signal' }));
