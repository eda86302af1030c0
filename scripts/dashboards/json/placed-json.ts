import type { JsonDocument } from '../../../lambda/schema/json-document.ts';

/** A JSON text that knows where each of its values stands. */
export type PlacedJson = Omit<JsonDocument, 'largeIntegers'>;
