#!/usr/bin/env node
/** `npx node scripts/quick-sight-stand-in/shapes-from-sdk/main.ts`: writes shapes/member-facts.json again after the SDK was updated. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { memberFacts } from './member-facts.ts';

const file = fileURLToPath(new URL('../shapes/member-facts.json', import.meta.url));
writeFileSync(file, `${JSON.stringify(memberFacts(), undefined, 2)}\n`);
