// The one table from keyword to lowering.
import { unreachable } from '../../messages/errors.js';
import type { Instruction } from '../../syntax/tree.js';
import { bind, countBound } from '../state/bindings.js';
import { lowerArg } from './arg.js';
import { lowerCommand } from './command.js';
import { lowerCopy } from './copy.js';
import { lowerEnv } from './env.js';
import { lowerExpose } from './expose.js';
import { lowerHealthcheck } from './healthcheck.js';
import { lowerLabel } from './label.js';
import { configured, reconfigure, type Lowered, type LoweringContext } from './lowering.js';
import { lowerRun } from './run.js';
import { lowerStopsignal } from './stopsignal.js';
import { lowerVolume } from './volume.js';
import { lowerWorkdir } from './workdir.js';

export function lowerInstruction(instruction: Instruction, context: LoweringContext): Lowered {
  const { state } = context;
  switch (instruction.keyword) {
    case 'RUN':
      return lowerRun(instruction, context);
    case 'COPY':
    case 'ADD':
      return lowerCopy(instruction, context);
    case 'WORKDIR':
      return lowerWorkdir(instruction, context);
    case 'ENV':
      return lowerEnv(instruction, context);
    case 'LABEL':
      return lowerLabel(instruction, context);
    case 'ARG':
      return lowerArg(instruction, context);
    case 'CMD':
    case 'ENTRYPOINT':
      return lowerCommand(instruction, context);
    case 'EXPOSE':
      return lowerExpose(instruction, context);
    case 'VOLUME':
      return lowerVolume(instruction, context);
    case 'USER':
      return lowerUser(context.expand(instruction.word), context);
    case 'STOPSIGNAL':
      return lowerStopsignal(instruction, context);
    case 'SHELL':
      return configured(
        reconfigure(state, { Shell: instruction.arguments }),
        `SHELL [${instruction.arguments.join(' ')}]`,
      );
    case 'HEALTHCHECK':
      return lowerHealthcheck(instruction, context);
    case 'ONBUILD':
      return configured(
        { ...state, triggers: bind(state.triggers, [[countBound(state.triggers), instruction.trigger]]) },
        '',
      );
    case 'MAINTAINER':
      return configured({ ...state, author: instruction.word.text }, `MAINTAINER ${instruction.word.text}`);
    case 'FROM':
    case '':
      return configured(state, '');
    default:
      return unreachable(instruction);
  }
}

const lowerUser = (user: string, { state }: LoweringContext): Lowered =>
  configured(reconfigure(state, { User: user }), `USER ${user}`);
