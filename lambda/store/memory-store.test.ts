import { MemoryStore } from './testing/memory-store.ts';
import { describeStore } from './testing/store-contract.ts';

describeStore('MemoryStore', async () => new MemoryStore());
