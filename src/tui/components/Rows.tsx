import { Box, Text, Transform } from 'ink';
import type { ReactElement } from 'react';
import type { ScreenPart } from '../present/screen.js';
import type { Canvas } from './canvas.js';

/** The place of a part of the screen. */
export function Rows(props: {
  readonly part: ScreenPart;
  readonly width: number;
  readonly height: number;
  readonly canvas: Canvas;
}): ReactElement {
  const { part, width, height, canvas } = props;
  return (
    <Box width={width} height={height} flexShrink={0}>
      <Transform transform={(_blank, index) => canvas.place({ part, index, width })}>
        <Text>{blank(height)}</Text>
      </Transform>
    </Box>
  );
}

const blank = (height: number): string => Array.from({ length: height }, () => ' ').join('\n');
