// The stages of the build, which of them need which, and how far each has come.
import { unreachable } from '../../../messages/errors.js';
import { originsOf, type StageBase } from '../../../plan/action.js';
import type { Plan, PlannedStage } from '../../../plan/plan.js';
import { requiredStages } from '../../../session/required-stages.js';
import type { SessionState } from '../../../session/state.js';
import { fixedLines } from '../../wrapped-lines.js';
import { showControls } from '../describe-step.js';
import { widthOf } from '../fit.js';
import { formatCount } from '../format.js';
import { row, span, type Row, type Span } from '../span.js';
import { drawGraph, type GraphRow } from '../stage-graph.js';
import { stageMark, stageRemark } from '../stage-progress.js';
import { findUnplannedStages } from '../unplanned-stages.js';
import { wholeSession, type Tab, type TabScene } from './tab.js';

export const stagesTab: Tab = {
  label: 'Stages',
  content: (scene, { width }) => {
    const { session, source } = scene;
    const { stages } = session.plan;
    const current = stages.findIndex((stage) => isIn(stage, session.position));
    const others = findUnplannedStages(source, session.plan);
    const isAlone = stages.length === 1 && others.length === 0;
    const rows = [
      ...(isAlone ? [row(span('the build has one stage', 'faint'))] : []),
      ...presentStages(scene, width),
      ...others.map(({ name, line }) => presentOther(scene, name, line)),
    ];
    return {
      subject: describeSubject(session, stages[current]),
      lines: fixedLines(rows.map((each) => [each])),
      footer: [],
      home: Math.max(0, current),
      scope: wholeSession,
    };
  },
};

const isIn = ({ firstStep, endStep }: PlannedStage, step: number): boolean =>
  step >= firstStep && step < endStep;

function describeSubject({ plan, status }: SessionState, current: PlannedStage | undefined): string {
  const count = formatCount(plan.stages.length, 'stage');
  if (current === undefined || plan.stages.length === 1) return count;
  return `${count}, ${status === 'running' ? 'building' : 'at'} ${nameOf(current)}`;
}

/** Where lines would leave no room for words, the words say it all. */
const graphPart = 0.4;

function presentStages(scene: TabScene, width: number): readonly Row[] {
  const { plan, checkpoints, goal, handmadeFrom } = scene.session;
  const needs = plan.stages.map((stage) => originsFrom(plan, stage));
  const graph = drawStages(scene, needs);
  const graphWidth = Math.max(...graph.map(({ before, after }) => widthOf(before + after))) + 2;
  const nameWidth = Math.max(...plan.stages.map((stage) => widthOf(nameOf(stage))));
  const required = requiredStages(plan, checkpoints, goal);
  return plan.stages.map((stage, place) => {
    const { before, after } = graph[place] ?? { before: '', after: '' };
    const hasGraph = graphWidth <= width * graphPart;
    return row(
      span(hasGraph ? before : '', 'faint'),
      stageMark(scene, stage),
      span(hasGraph ? after.padEnd(graphWidth - 1 - widthOf(before)) : ' ', 'faint'),
      presentName(scene.session, stage),
      ' '.repeat(nameWidth - widthOf(nameOf(stage)) + 1),
      ...stageRemark(scene, stage, handmadeFrom === undefined && !required.has(stage.index)),
      span(` ${describeNeeds(plan, stage, needs[place] ?? [])}`, 'faint'),
    );
  });
}

function drawStages(
  { session, marks }: TabScene,
  needs: readonly (readonly number[])[],
): readonly GraphRow[] {
  const places = new Map(session.plan.stages.map(({ index }, place) => [index, place]));
  const nodes = needs.map((each) => ({ needs: each.flatMap((index) => places.get(index) ?? []) }));
  return drawGraph(nodes, marks).map(({ before, after }) => ({ before, after: after && ` ${after}` }));
}

/** The plan calls a stage without a name by its number. */
const nameOf = ({ name, index }: PlannedStage): string =>
  name === String(index) ? `stage ${name}` : showControls(name);

/** A click on it goes to its FROM. */
function presentName({ plan, position }: SessionState, stage: PlannedStage): Span {
  const line = plan.steps[stage.firstStep]?.line;
  const name = span(nameOf(stage), isIn(stage, position) ? 'strong' : 'keyword');
  return line === undefined ? name : { ...name, line };
}

/** Numbers of the stage that it stands on, and of those that its steps take files from. */
function originsFrom({ steps }: Plan, { base, firstStep, endStep }: PlannedStage): readonly number[] {
  const origins = steps.slice(firstStep, endStep).flatMap(({ action }) => originsOf(action));
  const taken = origins.flatMap((origin) => (origin.type === 'stage' ? [origin.index] : []));
  return [...new Set([...(base.type === 'stage' ? [base.index] : []), ...taken])];
}

function describeNeeds(plan: Plan, { base }: PlannedStage, needs: readonly number[]): string {
  const name = (index: number): string =>
    plan.stages.find((stage) => stage.index === index)?.name ?? String(index);
  const files = needs.filter((index) => base.type !== 'stage' || index !== base.index).map(name);
  return showControls(
    `FROM ${describeBase(base, name)}${files.length === 0 ? '' : ` · files of ${files.join(', ')}`}`,
  );
}

function describeBase(base: StageBase, name: (index: number) => string): string {
  switch (base.type) {
    case 'image':
      return base.reference;
    case 'stage':
      return name(base.index);
    case 'folder':
      return base.name;
    case 'scratch':
      return 'scratch';
    default:
      return unreachable(base);
  }
}

const presentOther = ({ marks }: TabScene, name: string, line: number): Row =>
  row(
    span(`${marks.pending} `, 'faint'),
    { ...span(showControls(name), 'faint'), line },
    span(' not needed for this target', 'faint'),
  );
