import process from 'node:process';
import type { RunningSession } from '../../engine/run-session.js';
import type { Project } from '../open-project.js';
import { createStepFiles, type OpenStepFiles } from './create-step-files.js';
import { openStateReader } from './open-state-reader.js';

/** What is extracted goes to the folder that refrom was started in. */
export const openStepFiles = ({ engine }: Pick<Project, 'engine'>, session: RunningSession): OpenStepFiles =>
  createStepFiles({
    session,
    subscribe: session.subscribe,
    reader: openStateReader(engine),
    images: engine.images,
    folder: process.cwd(),
  });
