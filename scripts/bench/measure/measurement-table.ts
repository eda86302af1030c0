import type { ReportTable } from '../suite.ts';
import type { Measurement } from './measure-in-turn.ts';

/** Medians; "times" is the median over ours, of wall time and of processor time, which a busy machine disturbs less. */
export function measurementTable(measurements: readonly Measurement[], bytes: number): ReportTable {
  const own = measurements[0]?.seconds.median ?? Number.NaN;
  const ownCpu = measurements[0]?.cpuSeconds.median ?? Number.NaN;
  const titles = ['s', 'min', 'max', 'MB/s', 'times', 'CPU s', 'CPU times', 'peak MiB'];
  return {
    columns: [{ title: 'whole process, median of' }, ...titles.map((title) => ({ title, align: 'right' as const }))],
    rows: measurements.map(({ name, seconds, cpuSeconds, peakBytes }) => [
      name,
      seconds.median.toFixed(2),
      seconds.minimum.toFixed(2),
      seconds.maximum.toFixed(2),
      (bytes / 1e6 / seconds.median).toFixed(1),
      (seconds.median / own).toFixed(1),
      cpuSeconds.median.toFixed(2),
      (cpuSeconds.median / ownCpu).toFixed(1),
      (peakBytes.maximum / 2 ** 20).toFixed(0),
    ]),
  };
}
