import measured from './measured.json' with { type: 'json' };

/** What one core does in a second, and what is asked of S3, as measured.json has it. Megabytes are of raw. */
export interface Throughput {
  readonly on: string;
  readonly cleanMbPerSecond: number;
  readonly pandasMbPerSecond: number;
  /** Cleaning in Spark; a floor, since it does less (measure/measure_spark.py). */
  readonly sparkCleanMbPerSecond: number;
  /** From processed CSV to an aggregated table. */
  readonly tableMbPerSecond: number;
  /** Bytes of processed, and of the same rows as Parquet, a byte of raw. */
  readonly processedShare: number;
  readonly parquetShare: number;
  /** Of S3, to reconcile one new file of one part. `writes` are those that cost as much: LIST too. */
  readonly requestsPerFile: { readonly writes: number; readonly reads: number };
}

const { bench, spark, requestsPerFile } = measured;

export const throughput: Throughput = {
  on: measured.on,
  cleanMbPerSecond: bench.mb / bench.sluiceSeconds,
  pandasMbPerSecond: bench.mb / bench.pandasSeconds,
  sparkCleanMbPerSecond: spark.rawMb / spark.cleanInSparkSeconds,
  tableMbPerSecond: spark.rawMb / spark.tableSeconds,
  processedShare: spark.cleanMb / spark.rawMb,
  parquetShare: spark.parquetMb / spark.rawMb,
  requestsPerFile,
};
