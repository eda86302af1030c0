import { arch, availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import process from 'node:process';

/** The machine in a line, and how busy it is: figures mean little without it. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  const system = `${type()} ${release()} ${arch()}`;
  const load = `load ${(loadavg()[0] ?? 0).toFixed(1)} before`;
  return `${availableParallelism()} cores (${model}), ${memory} GiB, ${system}, Node ${process.versions.node}, ${load}`;
}
