// Every tab, in the order of the bar. There is no second list.
import type { TabName } from '../../view-state.js';
import type { Box } from '../layout.js';
import { checkpointsTab } from './checkpoints.js';
import { configTab } from './config.js';
import { explainTab } from './explain.js';
import { layersTab } from './layers.js';
import { outputTab } from './output.js';
import { stagesTab } from './stages.js';
import type { Tab, TabContent, TabScene } from './tab.js';

export const tabs: Readonly<Record<TabName, Tab>> = {
  output: outputTab,
  config: configTab,
  layers: layersTab,
  explain: explainTab,
  checkpoints: checkpointsTab,
  stages: stagesTab,
};

export const tabNames = Object.keys(tabs) as readonly TabName[];

export const contentOf = (scene: TabScene, box: Box): TabContent => tabs[scene.view.tab].content(scene, box);
