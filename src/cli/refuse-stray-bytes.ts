import { DockerfileError } from '../messages/errors.js';
import { problem } from '../messages/message.js';
import type { Plan } from '../plan/plan.js';
import { strayByte } from '../syntax/check-lines.js';
import type { Source } from './open-project.js';

/** Bytes that are not UTF-8 cannot be handed to an engine: docker build, too, fails for them, in needed stages only. */
export function refuseStrayBytes({ path, text }: Source, plan: Plan): void {
  if (!strayByte.test(text)) return;
  const messages = plan.steps
    .filter(({ range }) => strayByte.test(text.slice(range.start, range.end)))
    .map(({ keyword, range }) => {
      const reason = `${keyword}: bytes that are not UTF-8 cannot be executed`;
      return problem('invalid-encoding', range, reason, 'save the file as UTF-8');
    });
  if (messages.length > 0) throw new DockerfileError(path, text, messages);
}
