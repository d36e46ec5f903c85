// What a Dockerfile cannot take for itself: the host's network and all privileges need the user's word, as in docker build.
import { DockerfileError } from '../messages/errors.js';
import { problem } from '../messages/message.js';
import type { RunAction } from '../plan/action.js';
import type { Plan } from '../plan/plan.js';
import type { Source } from './open-project.js';

export function refuseEntitlements({ path, text }: Source, plan: Plan, allowed: readonly string[]): void {
  const messages = plan.steps.flatMap(({ action, range }) => {
    if (action.type !== 'run') return [];
    return entitlementsOf(action)
      .filter((name) => !allowed.includes(name))
      .map((name) => {
        const reason = `RUN --${name.replace('.', '=')} needs the entitlement ${name}, which was not given`;
        return problem('entitlement-missing', range, reason, `if you trust this file, add --allow ${name}`);
      });
  });
  if (messages.length > 0) throw new DockerfileError(path, text, messages);
}

const entitlementsOf = ({ network, security }: RunAction): string[] => [
  ...(network === 'host' ? ['network.host'] : []),
  ...(security === 'insecure' ? ['security.insecure'] : []),
];
