import { customersCsv } from '../input/inputs.ts';
import { runPeerSuite } from '../peers/peer-suite.ts';
import type { SuiteContext } from '../suite.ts';

/** Thirty columns of customers, mostly text of many scripts, beside every peer that cleans CSV. */
export const run = (context: SuiteContext) =>
  runPeerSuite(
    {
      suite: 'clean-wide',
      title: 'Customers as CSV, 30 columns, mostly text, 1 % bad rows',
      input: customersCsv(1),
      megabytes: 200,
      schema: 'clean-wide/schema.json',
    },
    context,
  );
