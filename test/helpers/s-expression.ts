// Our tree as BuildKit's parser prints its own: one s-expression a line, strings as Go quotes them.
import { quoteText } from '../../src/plan/lower/go-format.js';
import { findInstruction } from '../../src/syntax/instructions.js';
import { isRefusal, type Reading } from '../../src/syntax/read/statement.js';
import { parseTrigger } from '../../src/syntax/parse-dockerfile.js';
import type { CommandForm, DockerfileTree, Instruction } from '../../src/syntax/tree.js';

/** All instructions of a tree, as in BuildKit's `result` files. */
export function printExpressions(tree: DockerfileTree): string {
  return tree.instructions.map((instruction) => `${printExpression(tree, instruction)}\n`).join('');
}

export const printExpression = (tree: DockerfileTree, instruction: Instruction): string =>
  `(${printInstruction(tree, instruction)})`;

function printInstruction(tree: DockerfileTree, instruction: Instruction): string {
  const keyword = instruction.keyword === '' ? instruction.unread : instruction.keyword;
  const flags = instruction.flags.map(({ name, value }) =>
    quoteText(`--${name}${value === undefined ? '' : `=${value}`}`),
  );
  const parts = [
    keyword.toLowerCase(),
    ...(flags.length > 0 ? [`[${flags.join(' ')}]`] : []),
    ...printArguments(tree, instruction, keyword),
  ];
  return parts.join(' ');
}

function printArguments(tree: DockerfileTree, instruction: Instruction, keyword: string): string[] {
  if (keyword === 'HEALTHCHECK') return printHealthcheck(instruction);
  const reading = instruction.keyword === '' ? readAgain(tree, instruction, keyword) : instruction;
  if (reading === undefined) return [];
  switch (reading.keyword) {
    case 'ONBUILD': {
      const { tree: trigger } = parseTrigger(reading.trigger);
      return [`(${printInstruction(trigger, trigger.instructions[0]!)})`];
    }
    case 'ENV':
    case 'LABEL':
      return reading.assignments.flatMap(({ name, value }) =>
        [name.text, value.text, tree.text[name.range.end] === '=' ? '=' : ''].map(quoteText),
      );
    case 'ARG':
      return reading.assignments.map(({ name, value }) =>
        quoteText(value ? `${name.text}=${value.text}` : name.text),
      );
    case 'FROM':
      return instruction.rest.text.split(/[\t\v\f\r ]+/).map(quoteText);
    case 'COPY':
    case 'ADD': {
      const sources = reading.sources.map((source) =>
        source.type === 'path' ? source.word.text : `<<${source.heredoc.name}`,
      );
      return [...sources, reading.destination.text].map(quoteText);
    }
    case 'EXPOSE':
    case 'VOLUME':
      return reading.words.map((word) => quoteText(word.text));
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      return printCommand(reading.command);
    case 'SHELL':
      return reading.arguments.map(quoteText);
    case 'WORKDIR':
    case 'USER':
    case 'STOPSIGNAL':
    case 'MAINTAINER':
      return [quoteText(reading.word.text)];
    default:
      return [];
  }
}

/** BuildKit's parser does not check flags: their instructions are read as if they had none. */
function readAgain(tree: DockerfileTree, base: Instruction, keyword: string): Reading | undefined {
  const reading = findInstruction(keyword)?.read({ base, keyword, escape: tree.escape, file: tree.text });
  return reading === undefined || isRefusal(reading) ? undefined : reading;
}

/** Its parser takes any first word here. */
function printHealthcheck(instruction: Instruction): string[] {
  const [type = '', command = ''] = instruction.rest.text.split(/\s+(.*)/s);
  if (type === '') return [];
  if (instruction.keyword === 'HEALTHCHECK' && instruction.command !== null) {
    return [quoteText(type), ...printCommand(instruction.command)];
  }
  return command === '' ? [quoteText(type)] : [quoteText(type), quoteText(command)];
}

function printCommand(command: CommandForm): string[] {
  if (command.form === 'exec') return command.arguments.map(quoteText);
  return command.script === '' ? [] : [quoteText(command.script)];
}
