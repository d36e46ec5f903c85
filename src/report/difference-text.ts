// `refrom checkpoints diff` as text: what came (+), what changed (~), what went (-).
import type { ConfigurationChange } from '../checkpoints/diff/compare-configurations.js';
import type { FileAspect, FileChange } from '../checkpoints/diff/compare-files.js';
import type { PackageChange } from '../checkpoints/diff/compare-packages.js';
import type { StateDifference } from '../checkpoints/diff/compare-states.js';
import type { FileFacts } from '../checkpoints/diff/file-facts.js';
import { sanitizeOutput } from '../messages/sanitize-output.js';
import { plainBytes as bytes } from './checkpoints-text.js';

/** At most `longest` lines of files, and as many of packages. */
export function formatDifference(difference: StateDifference, longest = 50): string {
  const { before, after, files, packages, configuration, notes } = difference;
  const sections = [
    section(`files: ${countFiles(files)}`, files.map(fileLine), longest),
    section(`packages: ${countChanges(packages)}`, packages.map(packageLine), longest),
    section('configuration:', configuration.map(configurationLine), Infinity),
  ].filter((text) => text !== '');
  const found = sections.length === 0 ? ['no difference\n'] : sections;
  const said = notes.length === 0 ? [] : [notes.map((note) => `note: ${note}\n`).join('')];
  return sanitizeOutput([`${before.name} → ${after.name}\n`, ...found, ...said].join('\n'));
}

function section(title: string, lines: readonly string[], longest: number): string {
  if (lines.length === 0) return '';
  const rest = lines.length - longest;
  const shown = rest > 0 ? lines.slice(0, longest) : lines;
  const more = rest > 0 ? [`  … and ${String(rest)} more (--format json lists all)`] : [];
  return `${[title, ...shown.map((line) => `  ${onOneLine(line)}`), ...more].join('\n')}\n`;
}

/** Names of files and values of variables can hold anything. */
const onOneLine = (line: string): string =>
  line.replaceAll('\n', String.raw`\n`).replaceAll('\r', String.raw`\r`);

function countFiles(changes: readonly FileChange[]): string {
  const added = changes.flatMap((each) => (each.change === 'added' ? [each.after.size] : []));
  const deleted = changes.flatMap((each) => (each.change === 'deleted' ? [each.before.size] : []));
  const changed = changes.length - added.length - deleted.length;
  return [
    `${String(added.length)} added (${bytes(sum(added))})`,
    `${String(changed)} changed`,
    `${String(deleted.length)} deleted (${bytes(sum(deleted))})`,
  ].join(', ');
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

function fileLine(change: FileChange): string {
  switch (change.change) {
    case 'added':
      return `+ ${change.path}${ending(change.after)}`;
    case 'deleted':
      return `- ${change.path}${ending(change.before)}`;
    case 'changed': {
      const { path, aspects, before, after } = change;
      const told = aspects.map((aspect) => describeAspect(aspect, before, after));
      return `~ ${path}${after.type === 'directory' ? '/' : ''}  ${told.join('; ')}`;
    }
  }
}

function ending({ type, size, target = '' }: FileFacts): string {
  switch (type) {
    case 'file':
      return `  ${bytes(size)}`;
    case 'directory':
      return '/';
    case 'link':
      return ` -> ${target}`;
    case 'other':
      return '  a device or a pipe';
  }
}

function describeAspect(aspect: FileAspect, before: FileFacts, after: FileFacts): string {
  const change = (tell: (facts: FileFacts) => string): string => `${tell(before)} → ${tell(after)}`;
  switch (aspect) {
    case 'type':
      return change(({ type }) => kindNames[type]);
    case 'content':
      return before.size === after.size
        ? `other content of ${bytes(after.size)}`
        : change(({ size }) => bytes(size));
    case 'target':
      return `leads to ${change(({ target = '' }) => target)}`;
    case 'device':
      return change(({ device = '' }) => device);
    case 'mode':
      return `mode ${change(({ mode }) => mode.toString(8).padStart(4, '0'))}`;
    case 'owner':
      return `owner ${change(({ uid, gid }) => `${String(uid)}:${String(gid)}`)}`;
    case 'attributes':
      return 'extended attributes';
  }
}

const kindNames: Readonly<Record<FileFacts['type'], string>> = {
  file: 'a file',
  directory: 'a directory',
  link: 'a link',
  other: 'a device or a pipe',
};

const signOf = ({ before, after }: { before: string | undefined; after: string | undefined }): string =>
  before === undefined ? '+' : after === undefined ? '-' : '~';

function countChanges(changes: readonly PackageChange[]): string {
  const count = (sign: string): string => String(changes.filter((each) => signOf(each) === sign).length);
  return `${count('+')} added, ${count('~')} changed, ${count('-')} deleted`;
}

const packageLine = (change: PackageChange): string =>
  `${signOf(change)} ${change.manager} ${change.name}  ${versionsOf(change)}`;

const versionsOf = ({ before, after }: PackageChange): string =>
  [before, after].filter((version) => version !== undefined).join(' → ');

function configurationLine(change: ConfigurationChange): string {
  const { field, name, before, after } = change;
  const values = [before, after].filter((text) => text !== undefined).join(' → ');
  return `${signOf(change)} ${field} ${name === undefined ? '' : `${name}=`}${values}`;
}
