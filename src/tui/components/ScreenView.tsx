import { Box } from 'ink';
import type { ReactElement } from 'react';
import type { Layout } from '../present/layout.js';
import type { Canvas } from './canvas.js';
import { Rows } from './Rows.js';

export interface ScreenViewProps {
  readonly layout: Layout;
  readonly canvas: Canvas;
}

export function ScreenView(props: ScreenViewProps): ReactElement {
  const { layout, canvas } = props;
  const { columns, rows } = layout.size;
  if (layout.type === 'tooSmall') return <Rows part="notice" width={columns} height={rows} canvas={canvas} />;
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Rows part="header" width={columns} height={1} canvas={canvas} />
      <PanesView {...props} />
      <Rows part="status" width={columns} height={3} canvas={canvas} />
    </Box>
  );
}

function PanesView({ layout, canvas }: ScreenViewProps): ReactElement {
  const { source, output, help } = layout;
  if (layout.type === 'help') {
    return (
      <Box flexDirection="column">
        <Rows part="helpTitle" width={help.width} height={1} canvas={canvas} />
        <Rows part="help" {...help} canvas={canvas} />
      </Box>
    );
  }
  const isBeside = layout.type === 'beside';
  return (
    <Box flexDirection={isBeside ? 'row' : 'column'}>
      {layout.type !== 'pane' && (
        <Box flexDirection="column">
          {isBeside && <Rows part="sourceTitle" width={source.width} height={1} canvas={canvas} />}
          <Rows part="source" {...source} canvas={canvas} />
        </Box>
      )}
      {isBeside && <Rows part="divider" width={1} height={source.height + 1} canvas={canvas} />}
      {layout.type !== 'source' && (
        <Box flexDirection="column">
          <Rows part="outputTitle" width={output.width} height={1} canvas={canvas} />
          <Rows part="output" {...output} canvas={canvas} />
        </Box>
      )}
    </Box>
  );
}
