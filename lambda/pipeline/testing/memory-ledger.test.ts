import { describeLedger } from './ledger-contract.ts';
import { memoryLedger } from './memory-ledger.ts';

// The model against itself: that two alike ledgers stay alike, and the one lease among many.
describeLedger('memoryLedger', async () => memoryLedger(), 50);
