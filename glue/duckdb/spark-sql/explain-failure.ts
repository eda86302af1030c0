import { quote } from '../../../lambda/schema/finding.ts';
import { duckdbProblem } from '../duckdb-error.ts';
import { locate, problems, type SqlFinding } from './findings.ts';

/**
 * What DuckDB's error says of translated SQL: the place in the Spark SQL where a macro raised it, else the file alone.
 * @returns undefined when the surroundings failed (disk, memory, a bug): then the error is no finding
 */
export function explainFailure(error: unknown, file: string): SqlFinding | undefined {
  const problem = duckdbProblem(error);
  if (problem === undefined) return undefined;
  const { raised } = problem;
  const fix = 'settle such values before: CASE WHEN, try_cast, nullif or WHERE';
  if (raised === undefined)
    return locate(
      problems.failed(undefined, 'values that the SQL can compute with', quote(problem.text, 300), fix),
      file,
    );
  const at = raised.line > 0 ? { line: raised.line, column: raised.column } : undefined;
  return locate(problems.failed(at, raised.expected, raised.got, fix), file);
}
