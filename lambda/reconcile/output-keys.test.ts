import { expect, it } from 'vitest';
import { outputId } from './output-keys.ts';

it('gives another origin another place, whichever of the four values differs', () => {
  const provenance = { rawVersion: 'r', schemaHash: 's', engineVersion: 'e', tokenKeyId: 't' };
  const ids = [
    provenance,
    { ...provenance, rawVersion: 'x' },
    { ...provenance, schemaHash: 'x' },
    { ...provenance, engineVersion: 'x' },
    { ...provenance, tokenKeyId: 'x' },
    // The same characters, divided otherwise.
    { ...provenance, rawVersion: 'rs', schemaHash: '' },
  ].map(outputId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[0-9a-f]{16}$/.test(id))).toBe(true);
  expect(outputId({ ...provenance })).toBe(ids[0]);
});
