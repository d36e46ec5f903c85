// `--progress json`: one event a line, as it comes.
import { summarizePlan, type SessionEvent } from '../session/events.js';

export const formatJsonLine = (event: SessionEvent): string => `${JSON.stringify(toldOf(event))}\n`;

/** A plan is told as at the beginning of the session: the whole of one holds values of build arguments. */
const toldOf = (event: SessionEvent): object =>
  event.type === 'plan/replaced' ? { ...event, plan: summarizePlan(event.plan) } : event;
