import { problem, type Message } from '../../messages/message.js';
import type { Visit } from '../visit-stages.js';

/** RUN --device: read by every frontend, and carried out by the labs one alone. */
export function refuseDevices({ instruction, isTrigger, from }: Visit): Message[] {
  if (instruction.keyword !== 'RUN') return [];
  return instruction.flags
    .filter(({ name }) => name === 'device')
    .map(({ range }) => {
      const text = 'RUN: --device is carried out by no stable frontend';
      const hint = 'take it away, or build with `# syntax=docker/dockerfile:1-labs`';
      return problem('flag-unknown', isTrigger ? from.image.range : range, text, hint);
    });
}
