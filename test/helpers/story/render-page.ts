import type { StoryFixture } from './read-stories.js';
import { fillIn, shownNames } from './shown-text.js';
import type { Action, StoryBlock } from './story.js';

/** The page of a story in docs/stories. */
export function renderPage(fixture: StoryFixture): string {
  const { story, name, files } = fixture;
  const parts = [
    `# ${story.title}`,
    ...[...files].map(([path, text]) => `\`${path}\`:\n\n${fence(shown(text), languageOf(path))}`),
    ...story.blocks.flatMap((block) => renderBlock(block, fixture)),
    `*Played by \`test/terminal/stories.ts\`, as [its script](../../fixtures/stories/${name}/story.md) says; ` +
      '[more stories](../stories.md).*',
  ];
  return `${parts.join('\n\n')}\n`;
}

const shown = (text: string): string => fillIn(text, shownNames);

/** As long a fence as the text needs. */
function fence(text: string, language = 'text'): string {
  const ticks = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${ticks}${language}\n${text.replace(/\n+$/, '')}\n${ticks}`;
}

const languageOf = (path: string): string => (/dockerfile/i.test(path) ? 'dockerfile' : 'text');

function renderBlock(block: StoryBlock, fixture: StoryFixture): readonly string[] {
  if (block.type === 'prose') return [block.text];
  const pieces = block.actions.flatMap((action) => renderAction(action, fixture));
  return joinNeighbours(pieces).map(({ type, text }) => {
    if (type === 'keys') return `Keys: ${text}`;
    return type === 'commands' ? fence(text, 'sh') : text;
  });
}

interface Piece {
  /** Those of one kind that follow one another become one, but for screens and sentences. */
  readonly type: 'keys' | 'commands' | 'single';
  readonly text: string;
}

function joinNeighbours(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.type !== piece.type || piece.type === 'single') joined.push(piece);
    else
      joined.splice(-1, 1, { ...last, text: last.text + (piece.type === 'keys' ? ', ' : '\n') + piece.text });
  }
  return joined;
}

function renderAction(action: Action, { screens }: StoryFixture): readonly Piece[] {
  switch (action.type) {
    case 'types':
      return [{ type: 'keys', text: code(action.text) }];
    case 'enters':
      return [{ type: 'keys', text: `${code(fillIn(action.text, shownNames))} and Enter` }];
    case 'presses':
      return [{ type: 'keys', text: action.key }];
    case 'clicks':
      return [{ type: 'keys', text: `a click on ${code(action.text)}` }];
    case 'resizes': {
      const { columns, rows } = action.size;
      return [{ type: 'single', text: `The terminal is resized to ${String(columns)} × ${String(rows)}.` }];
    }
    case 'start':
      return [{ type: 'commands', text: `$ ${shown(action.command)}` }];
    case 'runs':
      return [{ type: 'commands', text: [`$ ${shown(action.command)}`, ...action.prints].join('\n') }];
    case 'screen':
      return [{ type: 'single', text: fence(screens.get(action.name) ?? '') }];
    case 'ends':
      return [{ type: 'single', text: `The exit status is ${String(action.status)}.` }];
    default:
      return [];
  }
}

function code(text: string): string {
  const ticks = text.includes('`') ? '``' : '`';
  return text.startsWith('`') || text.endsWith('`') ? `${ticks} ${text} ${ticks}` : `${ticks}${text}${ticks}`;
}
