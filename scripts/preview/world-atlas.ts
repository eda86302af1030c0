import { fileURLToPath } from 'node:url';

/** The dependency's file that the map is made from: countries at 1:110 million, quantised TopoJSON. */
export const worldAtlas = fileURLToPath(import.meta.resolve('world-atlas/countries-110m.json'));
