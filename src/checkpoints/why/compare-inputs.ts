// What differs between the inputs of one step at two runs.
import type { StepReason } from '../../session/step-reason.js';
import type { OriginRecord, StepRecord } from './run-record.js';

export interface StepPair {
  readonly before: StepRecord;
  readonly after: StepRecord;
}

/** Why what the step reads from a context differs. */
export type CompareListings = (before: string, after: string) => StepReason | undefined;

export interface ComparedStep extends StepPair {
  /** The state before it is another one: its configuration differs for that alone. */
  readonly followsChange: boolean;
  readonly compareListings: CompareListings;
}

/** Told apart by names that begin so; their values are never kept. */
export const hiddenPrefix = 'hidden:';

export function compareInputs(compared: ComparedStep): readonly StepReason[] {
  const { before, after } = compared;
  const isRewritten = before.text !== after.text;
  // Of a step whose inputs could not be known, none of them is new.
  const areKnown = before.inputs !== undefined && after.inputs !== undefined;
  return [
    ...(isRewritten ? [{ type: 'text', before: before.text, after: after.text } as const] : []),
    ...compareOrigins(compared),
    ...(areKnown
      ? compareVariables(variablesOf(before, 'environment'), variablesOf(after, 'environment'))
      : []),
    // Another text says what else there is.
    ...(isRewritten || !areKnown ? [] : compareValues(compared)),
  ];
}

function compareOrigins({ before, after, compareListings }: ComparedStep): StepReason[] {
  return after.origins.flatMap((to, at): StepReason[] => {
    const from = before.origins[at];
    if (from === undefined || JSON.stringify(from) === JSON.stringify(to)) return [];
    return compareOrigin(from, to, compareListings) ?? [];
  });
}

function compareOrigin(
  from: OriginRecord,
  to: OriginRecord,
  compareListings: CompareListings,
): StepReason[] | undefined {
  if (from.type === 'image' && to.type === 'image')
    return from.id === to.id ? undefined : [{ type: 'image', before: nameOf(from), after: nameOf(to) }];
  if (to.type === 'remote') return [{ type: 'remote' }];
  if (to.type === 'stage') return [{ type: 'stage', stage: to.name }];
  if (from.type !== 'files' || to.type !== 'files') return undefined;
  const reason = compareListings(from.listing, to.listing);
  return reason && [reason];
}

/** `reference`, and the beginning of its ID where the reference alone could name both. */
const nameOf = ({ reference, id }: Extract<OriginRecord, { type: 'image' }>): string =>
  `${reference} (${id.replace('sha256:', '').slice(0, 12)})`;

type Variables = ReadonlyMap<string, string>;

/** Entries `NAME=value` of a list, by name. */
function variablesOf({ inputs }: StepRecord, name: string): Variables {
  const entries = inputs?.[name];
  if (!Array.isArray(entries)) return new Map();
  return new Map(
    entries.map((entry: string) => {
      const at = entry.indexOf('=');
      return [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
}

function compareVariables(before: Variables, after: Variables): StepReason[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => {
    const [from, to] = [before.get(name), after.get(name)];
    if (from === to) return [];
    const hidden = [from, to].some((value) => value?.startsWith(hiddenPrefix));
    const shown = (value: string | undefined): string | null => (hidden ? null : (value ?? null));
    return [{ type: 'variable', name, before: shown(from), after: shown(to), hidden }];
  });
}

/** Told by other reasons. */
const told = new Set(['origins', 'environment', 'base', 'stage']);

function compareValues({ before, after, followsChange }: ComparedStep): StepReason[] {
  const from = flatten(before.inputs ?? {}, followsChange);
  const to = flatten(after.inputs ?? {}, followsChange);
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return names.flatMap((name) =>
    from[name] === to[name] || told.has(name)
      ? []
      : [{ type: 'value', name, before: from[name] ?? '', after: to[name] ?? '' }],
  );
}

/** Values by name, those of the configuration by its fields. */
function flatten(
  { config, ...inputs }: Readonly<Record<string, unknown>>,
  withoutConfig: boolean,
): Record<string, string> {
  const fields = withoutConfig || typeof config !== 'object' || config === null ? {} : config;
  return Object.fromEntries(
    Object.entries({ ...inputs, ...fields })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, spell(value)]),
  );
}

function spell(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join(' ');
  if (Array.isArray(value) && value.every(isFlat)) return value.map(spellFields).join(' ');
  return JSON.stringify(value);
}

/** A limit of --ulimit, and a mount without options of its own. */
const isFlat = (value: unknown): value is Readonly<Record<string, string | number>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((field) => typeof field === 'string' || typeof field === 'number');

const spellFields = (fields: Readonly<Record<string, string | number>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(',');
