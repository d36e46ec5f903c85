// The one table of the instructions: how each is read, and what it may hold.
import {
  addFlags,
  copyFlags,
  fromFlags,
  healthcheckFlags,
  noFlags,
  runFlags,
  type FlagRules,
} from './flag-rules.js';
import type { Keyword } from './keywords.js';
import { readArg, readAssign } from './read/assign.js';
import { readCommand } from './read/command.js';
import { readCopy } from './read/copy.js';
import { readFrom } from './read/from.js';
import { readHealthcheck } from './read/healthcheck.js';
import { readOnbuild } from './read/onbuild.js';
import { readShell } from './read/shell.js';
import type { Read } from './read/statement.js';
import { readVolume } from './read/volume.js';
import { readExpose, readWord } from './read/word.js';

export interface InstructionSpecification {
  readonly read: Read;
  readonly flags: FlagRules;
  /** Whether a rest has its flags dropped unread, as BuildKit does in three places. */
  readonly dropsFlags?: (rest: string) => boolean;
  /** Its line may begin heredocs, unless it is in JSON form. */
  readonly heredocs?: true;
}

const always = (): boolean => true;

const specifications: Readonly<Record<Keyword, InstructionSpecification>> = {
  FROM: { read: readFrom, flags: fromFlags },
  RUN: { read: readCommand, flags: runFlags, heredocs: true },
  CMD: { read: readCommand, flags: noFlags },
  LABEL: { read: readAssign, flags: noFlags },
  MAINTAINER: { read: readWord, flags: noFlags },
  EXPOSE: { read: readExpose, flags: noFlags },
  ENV: { read: readAssign, flags: noFlags },
  ADD: { read: readCopy, flags: addFlags, heredocs: true },
  COPY: { read: readCopy, flags: copyFlags, heredocs: true },
  ENTRYPOINT: { read: readCommand, flags: noFlags },
  VOLUME: { read: readVolume, flags: noFlags },
  USER: { read: readWord, flags: noFlags },
  WORKDIR: { read: readWord, flags: noFlags },
  ARG: { read: readArg, flags: noFlags, dropsFlags: always },
  ONBUILD: { read: readOnbuild, flags: noFlags },
  STOPSIGNAL: { read: readWord, flags: noFlags, dropsFlags: always },
  HEALTHCHECK: {
    read: readHealthcheck,
    flags: healthcheckFlags,
    dropsFlags: (rest) => /^none(?:\s|$)/i.test(rest),
  },
  SHELL: { read: readShell, flags: noFlags },
};

/** What the table says of a keyword in any case; undefined for what is no instruction. */
export function findInstruction(keyword: string): InstructionSpecification | undefined {
  const name = keyword.toUpperCase();
  return Object.hasOwn(specifications, name) ? specifications[name as Keyword] : undefined;
}
