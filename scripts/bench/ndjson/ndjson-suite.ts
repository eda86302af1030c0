import { salesNdjson } from '../input/inputs.ts';
import { runPeerSuite } from '../peers/peer-suite.ts';
import type { SuiteContext } from '../suite.ts';

/** The sales as nested JSON beside every peer that cleans NDJSON. */
export const run = (context: SuiteContext) =>
  runPeerSuite(
    {
      suite: 'ndjson',
      title: 'Sales as NDJSON with nested objects, 1 % bad rows',
      input: salesNdjson(1),
      megabytes: 276,
      schema: 'ndjson/schema.json',
    },
    context,
  );
