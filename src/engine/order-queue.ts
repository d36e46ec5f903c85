// The session's orders, carried out one after the other. Who looks at what they work on takes a turn between two.
import type { SessionEffect } from '../session/effects.js';
import type { WhileStill } from './find-step-states.js';

export interface OrderQueue {
  readonly add: (orders: readonly SessionEffect[]) => void;
  /** Orders that have not begun are forgotten. */
  readonly clear: () => void;
  /** The same, and none begins any more. */
  readonly stop: () => void;
  readonly whileStill: WhileStill;
  /** Resolves when every order given so far is carried out. */
  readonly settled: () => Promise<void>;
}

/** `giveUp` is told what an order broke on: the others are then not to be carried out. */
export function createOrderQueue(
  perform: (order: SessionEffect) => Promise<void>,
  giveUp: (error: unknown) => Promise<void>,
): OrderQueue {
  const queue: SessionEffect[] = [];
  let isBusy = false;
  let isOver = false;
  let turn = Promise.resolve();
  const carryOut = async (): Promise<void> => {
    isBusy = true;
    try {
      for (let order = queue.shift(); order !== undefined && !isOver; order = queue.shift())
        await perform(order);
    } catch (error) {
      await giveUp(error);
    } finally {
      isBusy = false;
    }
  };
  return {
    add: (orders) => {
      queue.push(...orders);
      if (!isBusy) turn = carryOut();
    },
    clear: () => {
      queue.length = 0;
    },
    stop: () => {
      isOver = true;
    },
    whileStill: (use) => {
      if (isBusy || isOver) return undefined;
      isBusy = true;
      const used = use();
      turn = used.then(carryOut, carryOut);
      return used;
    },
    settled: () => turn,
  };
}
