// Why a step runs again, in words.
import { diffWordsWithSpace } from 'diff';
import { unreachable } from '../messages/errors.js';
import type { FilesReason, Names, StepReason } from './step-reason.js';

/** Of one reason; one line. */
export function formatReason(reason: StepReason): string {
  switch (reason.type) {
    case 'first':
      return 'no earlier run of this project is known here';
    case 'no-cache':
      return '--no-cache reuses nothing';
    case 'new':
      return 'it is new here';
    case 'text':
      return `its text has changed: ${wordDiff(reason.before, reason.after)}`;
    case 'moved':
      return `it stood on line ${String(reason.line)}, among other steps`;
    case 'removed':
      return `${oneLine(reason.text)} does not stand before it any more`;
    case 'variable':
      return formatVariable(reason);
    case 'image':
      return `its image is another one: ${reason.before} before, ${reason.after} now`;
    case 'value':
      return `${nameOf(reason.name)}: ${quote(reason.before)} before, ${quote(reason.after)} now`;
    case 'files':
      return formatFiles(reason);
    case 'remote':
      return 'what it fetches is another one';
    case 'stage':
      return `stage ${reason.stage} makes something else`;
    case 'follows':
      return `it follows line ${String(reason.line)}, which makes something else`;
    case 'failed':
      return 'it failed at the last run';
    case 'unfinished':
      return 'the last run ended before it';
    case 'evicted':
      return `its checkpoint ${reason.image} was removed`;
    case 'not-kept':
      return 'no checkpoint holds what it made: it is run again for what comes next';
    default:
      return unreachable(reason);
  }
}

/** What is gone stands in `[-…-]`, what is new in `{+…+}`, as git spells it. */
export function wordDiff(before: string, after: string): string {
  const [from, to] = [oneLine(before), oneLine(after)];
  return diffWordsWithSpace(from, to)
    .map(({ value, added, removed }) => (added ? `{+${value}+}` : removed ? `[-${value}-]` : value))
    .join('');
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

const quote = (text: string): string => (text === '' ? 'nothing' : oneLine(text));

function formatVariable({ name, before, after, hidden }: Extract<StepReason, { type: 'variable' }>): string {
  if (hidden) return `${name} has another value, which is not shown`;
  if (before === null) return `${name} is set now, to ${quoteValue(after)}`;
  if (after === null) return `${name} is not set any more; it was ${quoteValue(before)}`;
  return `${name} was ${quoteValue(before)}, and is ${quoteValue(after)}`;
}

const quoteValue = (value: string | null): string => JSON.stringify(value ?? '');

function formatFiles({ added, changed, removed, ignored }: FilesReason): string {
  const groups: readonly (readonly [string, Names])[] = [
    ['changed', changed],
    ['added', added],
    ['removed', removed],
    ['ignored now', ignored],
  ];
  const told = groups.filter(([, { count }]) => count > 0);
  if (told.length === 0) return 'files that it reads have changed; which ones is not known any more';
  return `files: ${told.map(([what, names]) => `${what} ${formatNames(names)}`).join('; ')}`;
}

function formatNames({ names, count }: Names): string {
  const more = count - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}

const words: Readonly<Record<string, string>> = {
  command: 'the command',
  file: 'the heredoc',
  files: 'the heredocs',
  user: 'the user',
  User: 'the user',
  workingDirectory: 'the folder',
  WorkingDir: 'the folder',
  path: 'the folder',
  platform: 'the platform',
  mounts: 'its mounts',
  network: '--network',
  extraHosts: '--add-host',
  shmSize: '--shm-size',
  ulimits: '--ulimit',
  security: '--security',
  owner: '--chown',
  mode: '--chmod',
  modeChanges: '--chmod',
  link: '--link',
  parents: '--parents',
  excludes: '--exclude',
  unpack: '--unpack',
  sources: 'its sources',
  remotes: 'its sources',
  destination: 'its destination',
  Env: 'the environment',
};

const nameOf = (name: string): string => words[name] ?? name;
