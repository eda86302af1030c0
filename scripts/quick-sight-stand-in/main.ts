#!/usr/bin/env node
import { resolve } from 'node:path';
/** `node scripts/quick-sight-stand-in/main.ts`: the stand-in as a process. README.md has its options. */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { startQuickSight } from './start-quick-sight.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    account: { type: 'string', default: '123456789012' },
    region: { type: 'string', default: 'us-east-1' },
    'identity-region': { type: 'string' },
    edition: { type: 'string', default: 'ENTERPRISE' },
    polls: { type: 'string', default: '1' },
    milliseconds: { type: 'string', default: '0' },
    state: { type: 'string' },
    user: { type: 'string', multiple: true, default: [] },
    group: { type: 'string', multiple: true, default: [] },
  },
});

const standIn = await startQuickSight({
  port: Number(values.port),
  account: values.account,
  region: values.region,
  identityRegion: values['identity-region'] ?? values.region,
  edition: values.edition === 'STANDARD' ? 'STANDARD' : 'ENTERPRISE',
  pace: { polls: Number(values.polls), milliseconds: Number(values.milliseconds) },
  ...(values.state === undefined ? {} : { stateFolder: resolve(values.state) }),
});
for (const name of values.user) await standIn.control.addUser({ name });
for (const name of values.group) await standIn.control.addGroup({ name });
process.stdout.write(`${standIn.endpoint}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => standIn.stop());
