/** Engines with a graph driver refuse a deeper stack (`maxLayerDepth` of moby's layer store), and so does their builder. */
export const mostLayers = 125;
