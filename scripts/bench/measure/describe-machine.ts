import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';
import process from 'node:process';

/** The machine in a line: figures mean little without it. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} cores (${model}), ${memory} GiB, ${platform()} ${arch()}, Node ${process.versions.node}`;
}
