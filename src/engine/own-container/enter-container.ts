// A container beside the session's that may enter others: the engine cannot add mounts to a running container, nor take
// them away from it, but whoever is in its mount namespace can do both.
import { randomUUID } from 'node:crypto';
import { EngineError } from '../../messages/errors.js';
import { createFrom } from '../live-container.js';
import type { Workbench } from '../workbench.js';
import { staging } from './mount-script.js';
import { findToolbox } from './toolbox.js';

const operation = 'mount into the container';

/** Started once a session. */
async function openHelper(workbench: Workbench, signal: AbortSignal): Promise<string> {
  workbench.helper ??= startHelper(workbench, signal);
  workbench.helper.catch(() => (workbench.helper = undefined));
  return workbench.helper;
}

async function startHelper(workbench: Workbench, signal: AbortSignal): Promise<string> {
  const image = await findToolbox(workbench, signal);
  const id = await createFrom(workbench, image, signal, {
    entersOthers: true,
    network: 'none',
  });
  await workbench.ports.containers.start(id, signal);
  return id;
}

/** A container as its session's helper sees it. */
export interface Inside {
  readonly helper: string;
  readonly processNumber: number;
  /** Where the helper finds the container's staging folder. */
  readonly folder: string;
}

export async function findInside(
  workbench: Workbench,
  container: string,
  signal: AbortSignal,
): Promise<Inside> {
  const [helper, processNumber] = await Promise.all([
    openHelper(workbench, signal),
    workbench.ports.containers.processOf(container),
  ]);
  return { helper, processNumber, folder: `/proc/${String(processNumber)}/root${staging}` };
}

/**
 * Runs a script of busybox's in the container's namespaces. What it writes to /dev/.refrom is kept by the helper from
 * one script to the next, and seen by no RUN.
 */
export async function enterContainer(
  workbench: Workbench,
  container: string,
  script: string,
  signal: AbortSignal,
): Promise<void> {
  const { helper, processNumber, folder: inside } = await findInside(workbench, container, signal);
  const [end, kept] = [randomUUID(), `/tmp/${container}`];
  const answer = await workbench.ports.containers.ask(
    helper,
    `mkdir -p ${inside} && cp /bin/busybox ${inside}/ && { [ ! -e ${kept} ] || cp ${kept} ${inside}/made; }
answer=$({ nsenter -t ${String(processNumber)} -m -p -- ${staging}/busybox sh 2>&1; echo "status $?"; } <<'${end}' | tail -c 2000 | tr '\\n' ' '
${script}
${end}
)
[ ! -e ${inside}/made ] || cp ${inside}/made ${kept}
${leaveStaging(inside)}`,
  );
  const [, said = answer, status] = /^(.*)status (\d+)\s*$/s.exec(answer) ?? [];
  if (status !== '0') throw new EngineError(operation, 'refused', `cannot ${operation}: ${said.trim()}`);
}

/** Nothing below its folders is touched: where the script failed, volumes are still mounted there. */
const leaveStaging = (folder: string): string => `rm -f ${folder}/* 2>/dev/null
rmdir ${folder}/* ${folder} 2>/dev/null`;
