// A row of the tree of changed files: mark, name, in what it differs, size.
import {
  isFolded,
  isFolder,
  stateOf,
  type ChangedFile,
  type FileState,
  type ListedNode,
} from '../../file-tree.js';
import { showControls } from '../describe-step.js';
import { cutText, widthOf } from '../fit.js';
import { formatBytes, formatCount } from '../format.js';
import { row, span, type Row, type Style } from '../span.js';

export interface NodeLook {
  readonly toggled: readonly string[];
  readonly width: number;
  /** The cursor is on it. */
  readonly isCurrent: boolean;
}

const sizeWidth = 7;

export function presentFileNode({ node, depth }: ListedNode, { toggled, width, isCurrent }: NodeLook): Row {
  const { change } = node;
  const folded = node.children.length > 0 && isFolded(node, toggled);
  const [mark, style] = change === undefined ? noMark : marks[change.change];
  const indent = '  '.repeat(Math.min(depth, deepestIndent));
  const room = Math.max(1, width - 2 - indent.length - sizeWidth);
  const name = cutText(showControls(node.name) + (isFolder(node) && node.name !== '/' ? '/' : ''), room);
  const remark = folded ? formatCount(node.count, 'change') : change === undefined ? '' : describe(change);
  const shown = cutText(remark === '' ? '' : `  ${showControls(remark)}`, room - widthOf(name));
  const gap = ' '.repeat(room - widthOf(name) - widthOf(shown));
  const size = sizeOf(node.bytes, change, folded).padStart(sizeWidth);
  const spans = [
    span(`${mark} `, style),
    span(indent),
    span(name, style),
    span(shown, 'faint'),
    span(gap),
    span(size, 'faint'),
  ];
  return isCurrent ? { spans, bar: true } : row(...spans);
}

/** Deeper ones would leave no room for names. */
const deepestIndent = 8;

const noMark = [' ', 'faint'] as const;

const marks: Readonly<Record<ChangedFile['change'], readonly [string, Style]>> = {
  added: ['+', 'good'],
  changed: ['~', 'current'],
  deleted: ['-', 'bad'],
};

function sizeOf(bytes: number, change: ChangedFile | undefined, isSum: boolean): string {
  if (isSum) return formatBytes(bytes);
  return change !== undefined && stateOf(change).type === 'file' ? formatBytes(bytes) : '';
}

function describe(file: ChangedFile): string {
  if (file.change !== 'changed') return describeLink(stateOf(file));
  const { aspects, before, after } = file;
  const told = aspects.map((aspect) => describeAspect(aspect, before, after)).filter((text) => text !== '');
  return [describeLink(after), ...told].filter((text) => text !== '').join(', ');
}

const describeLink = ({ type, target = '' }: FileState): string => (type === 'link' ? `-> ${target}` : '');

function describeAspect(aspect: string, before: FileState, after: FileState): string {
  const change = (read: (state: FileState) => string): string => `${read(before)} → ${read(after)}`;
  switch (aspect) {
    case 'type':
      return `was a ${before.type}`;
    case 'content':
      return before.size === after.size ? '' : `was ${formatBytes(before.size)}`;
    case 'target':
      return `was -> ${before.target ?? ''}`;
    case 'mode':
      return `mode ${change(({ mode }) => mode.toString(8).padStart(4, '0'))}`;
    case 'owner':
      return `owner ${change(({ uid, gid }) => `${uid}:${gid}`)}`;
    default:
      return aspect;
  }
}
