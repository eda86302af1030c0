import { describe, expect, it } from 'vitest';
import { schemaForFile } from '../schema/file-format.ts';
import { cleanFile } from './clean-file.ts';
import { allAttacks } from './testing/attacks/all-attacks.ts';
import { schemaOf } from './testing/run-clean.ts';

/** The small ones of `npm run bench -- attacks`, which also says how long the large ones take. */
describe('a file made to do harm', { timeout: 60_000 }, () => {
  it.each(allAttacks.map((attack) => [attack.name, attack] as const))(
    '%s: comes to its end, and every row is accounted for',
    async (_, attack) => {
      async function* bytes() {
        yield* attack.bytes(attack.small);
      }
      let quarantined = 0;
      const { result } = await cleanFile(
        {
          file: attack.file,
          bytes: bytes(),
          schema: schemaForFile(schemaOf(attack.schema), attack.file),
          token: { id: 'test', key: Buffer.from('a key for tests') },
        },
        {
          clean: () => undefined,
          quarantine: (chunk) => {
            quarantined += chunk.length;
          },
          rejects: () => undefined,
        },
      ).then((found) => ({ result: found }));
      const { status, rowsIn, rowsClean, rowsQuarantined, findings, reasons } = result;
      const expected = attack.outcome(attack.small);
      const codes = [...new Set([...findings, ...reasons].map(({ code }) => code))].sort();
      expect({ status, rowsQuarantined, codes }).toEqual({
        status: expected.status,
        rowsQuarantined: expected.rowsQuarantined,
        codes: expected.codes,
      });
      if (!Number.isNaN(expected.rowsIn)) expect(rowsIn).toBe(expected.rowsIn);
      expect(rowsIn).toBe(rowsClean + rowsQuarantined);
      expect(quarantined > 0).toBe(rowsQuarantined > 0);
    },
  );
});
