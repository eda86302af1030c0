/** What a lake is asked to do in a month. */
export interface Workload {
  /** GB (10^9 bytes) of raw that come in a month. */
  readonly gb: number;
  /** MB of one file. */
  readonly fileMb: number;
  /** Minutes between two runs of the tables at least. */
  readonly everyMinutes: number;
  /** Months of raw that tables are made from: each run reads all of it, since a table is a function of all its files. */
  readonly heldMonths: number;
  readonly datasets: number;
  readonly authors: number;
  readonly readers: number;
  /** How much slower a vCPU in AWS is than a core of the machine that was measured. An assumption: nobody has measured it. */
  readonly slower: number;
}

export const usual: Omit<Workload, 'gb'> = {
  fileMb: 64,
  everyMinutes: 60,
  heldMonths: 1,
  datasets: 7,
  authors: 1,
  readers: 5,
  slower: 1.5,
};

/** @returns files that come in a month */
export const countFiles = ({ gb, fileMb }: Pick<Workload, 'gb' | 'fileMb'>): number =>
  Math.max(1, Math.ceil((gb * 1000) / fileMb));
