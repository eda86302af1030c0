import type { Finding } from '../schema/finding.ts';
import type { FileReport, ReasonCount } from './file-report.ts';

/** What came of one file. */
export interface CleanResult {
  /** `failed`: the file is refused as a whole, `findings` say why, and nothing that went into the sinks may be published. */
  readonly status: 'clean' | 'failed';
  /** What concerns the whole file; the reasons of single records are in quarantine and rejects. */
  readonly findings: readonly Finding[];
  /** Records read, without header, blank, comment and skipped lines: rowsIn = rowsClean + rowsQuarantined, always. */
  readonly rowsIn: number;
  readonly rowsClean: number;
  readonly rowsQuarantined: number;
  /** By code, then column. */
  readonly reasons: readonly ReasonCount[];
  readonly report: FileReport;
}
