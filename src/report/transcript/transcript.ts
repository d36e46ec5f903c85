// A session as a Markdown page that is written while it lasts: what was done, what it printed, what came of it.
import type { SessionState } from '../../session/state.js';
import type { SessionInput } from '../../session/transition.js';
import { hideValues, type HiddenValue, type ValueHider } from './hide-values.js';
import { codeSpan, fencedBlock, plainText } from './markdown.js';
import { createOutputExcerpt, type OutputExcerpt } from './output-excerpt.js';
import { secretValues } from './secret-values.js';
import { tellInput } from './tell-input.js';

export interface TranscriptContext {
  readonly title: string;
  readonly source: { readonly path: string; readonly text: string };
  /** As the user would type it. */
  readonly command: string;
  readonly engine: string;
  /** ISO 8601. */
  readonly time: string;
  /** Before anything has happened. */
  readonly state: SessionState;
  /** Values from outside of the Dockerfile that must not stand on the page: of secrets, and of arguments with secrets' names. */
  readonly secrets: readonly HiddenValue[];
  /** In a lesson: what is said of a step before it. */
  readonly explain?: (step: number) => string;
}

/** Each gives the Markdown to append. */
export interface Transcript {
  readonly head: string;
  /** `state` is the one after the input. What is printed comes when the step is over: only then is its fence known. */
  take(input: SessionInput, state: SessionState): string;
  /** What is held back of a step that has not ended. */
  end(): string;
}

/** Of all outputs together: past it the rest of a long session is told without them. */
export const longestOutputs = 16_000_000;

export function createTranscript(context: TranscriptContext, longest = longestOutputs): Transcript {
  const { explain, secrets } = context;
  let before = context.state;
  let known = [...secrets, ...secretValues(before.plan)];
  let hide = hideValues(known);
  let excerpt: OutputExcerpt | undefined;
  let room = longest;

  const finishOutput = (): string => {
    const lines = excerpt?.finish() ?? [];
    excerpt = undefined;
    if (lines.length === 0) return '';
    const block = fencedBlock('text', lines.join('\n'));
    room -= block.length;
    return room < 0 ? 'Its output is left out: the page holds as much as one may.\n\n' : block;
  };
  return {
    head: describeHead(context, hide),
    take: (input, after) => {
      if (input.type === 'step/output' || input.type === 'execution/output') {
        excerpt ??= createOutputExcerpt(hide);
        excerpt.take(input.stream, input.text);
        return '';
      }
      // The Dockerfile can have another one while it is debugged; those of before are still in what was made.
      if (after.plan !== before.plan) {
        known = [...known, ...secretValues(after.plan)];
        hide = hideValues(known);
      }
      const told = tellInput(input, { before, after, hide: hide.name });
      before = after;
      if (told === '') return '';
      const lesson = input.type === 'step/started' ? describeLesson(explain?.(input.step), hide) : '';
      return `${finishOutput()}${told}\n\n${lesson}`;
    },
    end: () => finishOutput(),
  };
}

const describeLesson = (text: string | undefined, hide: ValueHider): string =>
  text === undefined ? '' : fencedBlock('text', hide.name(plainText(text)));

function describeHead({ title, source, command, engine, time }: TranscriptContext, hide: ValueHider): string {
  const facts = [
    `- Dockerfile: ${codeSpan(source.path)}`,
    `- begun: ${time}`,
    `- engine: ${codeSpan(engine)}`,
    `- command: ${codeSpan(hide.name(command))}`,
  ];
  const file = fencedBlock('dockerfile', hide.name(plainText(source.text)));
  return `# refrom: ${codeSpan(title)}\n\n${facts.join('\n')}\n\n## Dockerfile\n\n${file}## Session\n\n`;
}
