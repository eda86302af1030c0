import type { Attack } from './attack.ts';
import { csvAttacks } from './csv-attacks.ts';
import { gzipAttacks } from './gzip-attacks.ts';
import { jsonAttacks } from './json-attacks.ts';

/** Every file made to do harm, and what must come of it. */
export const allAttacks: readonly Attack[] = [...csvAttacks, ...jsonAttacks, ...gzipAttacks];
