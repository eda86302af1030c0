import { writeFile } from 'node:fs/promises';
import { readmePath, readmeWithAllowList } from './allow-list.ts';

// Writes today's allow-list into README.md: node glue/duckdb/spark-sql/testing/write-readme.ts
await writeFile(readmePath, (await readmeWithAllowList()).wanted);
