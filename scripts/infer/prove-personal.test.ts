import { Buffer } from 'node:buffer';
import { expect, test, vi } from 'vitest';
import { inferDataset } from './infer-dataset.ts';
import { fileOf, unsettled } from './testing/input-files.ts';
import { verifyDraft } from './verify-draft.ts';

vi.mock('./verify-draft.ts', { spy: true });

test('what looks personal is dropped in the proof, and kept as proposed in the draft', async () => {
  const rows = Array.from({ length: 30 }, (_, at) => `v${at}x,Anna ${at},p${at}@example.org,${at}\n`);
  const file = fileOf('guests.csv', Buffer.from(`visit,first_name,email,nights\n${rows.join('')}`));
  const read = await inferDataset([file], unsettled);
  const proven = vi.mocked(verifyDraft).mock.calls.map(([{ columns }]) => columns.map(({ sensitive }) => sensitive));
  expect(proven).toEqual([[undefined, 'drop', 'drop', undefined]]);
  const drafted = 'inferred' in read ? read.inferred.columns.map(({ personal }) => personal?.sensitive) : [];
  expect(drafted).toEqual([undefined, 'mask', 'tokenise', undefined]);
});
