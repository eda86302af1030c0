import { salesCsv } from '../input/inputs.ts';
import { runPeerSuite } from '../peers/peer-suite.ts';
import type { SuiteContext } from '../suite.ts';

/** Ten columns of sales beside every peer that cleans CSV. */
export const run = (context: SuiteContext) =>
  runPeerSuite(
    {
      suite: 'clean',
      title: 'Sales as CSV, 10 columns, 1 % bad rows, 4 date formats, multi-line quotes',
      input: salesCsv(1),
      megabytes: 276,
      schema: 'clean/schema.json',
    },
    context,
  );
