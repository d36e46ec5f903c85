// What remains of the debugger on the ordinary screen, where it can be copied.
import { formatFailure, type FailureContext } from '../report/failure.js';
import type { SessionFailed } from '../session/events.js';
import type { SessionState } from '../session/state.js';

type Build = Pick<FailureContext, 'plan' | 'source'>;

export interface Farewell {
  readonly state: SessionState;
  readonly failed: SessionFailed | undefined;
  readonly commands: { readonly debug: string; readonly resume: string };
}

export const formatFarewell = (project: Build, farewell: Farewell): string =>
  `${formatEnd(project, farewell)}${formatAccepted(farewell.state)}`;

function formatEnd(
  { plan, source }: Build,
  { state: { failure, image }, failed, commands }: Farewell,
): string {
  if (failure !== undefined) return formatFailure({ plan, source, failure, ended: failed, commands });
  if (image !== undefined) return `built ${[image.id, ...image.tags].join(' ')}\n`;
  return `left before the end; what was checkpointed is kept:\n  ${commands.debug}\n  ${commands.resume}\n`;
}

/** A state that no Dockerfile leads to is not to be taken for one of it. */
const formatAccepted = ({ steps, plan }: SessionState): string =>
  plan.steps
    .filter(({ id }) => steps[id]?.isAccepted === true)
    .map(
      ({ line }) =>
        `line ${String(line)} was accepted as it is: made by hand, the Dockerfile does not say how\n`,
    )
    .join('');
