import { parse, type BreakpointPlace } from '#grammars/breakpoint.js';
import { attempt } from '../attempt.js';

export type { BreakpointPlace } from '#grammars/breakpoint.js';

/** The value of --break; undefined if it is malformed. */
export const readBreakpointPlace = (text: string): BreakpointPlace | undefined => attempt(() => parse(text));
