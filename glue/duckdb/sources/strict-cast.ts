import { sqlText } from '../sql-text.ts';

/**
 * SQL that casts a text to a DuckDB type only if it is written as that type: DuckDB's own cast makes 2 of '1.5' and 1.24 of '1.239'.
 * NULL stays NULL; any other text is an error.
 * @param value an SQL expression of type VARCHAR
 */
export function strictCast(value: string, type: string): string {
  const pattern = patternOf(type);
  if (pattern === undefined) return cast(value, type);
  const refusal = `error('${type} expected, got "' || ${value} || '"')`;
  return `CASE WHEN ${value} IS NULL THEN NULL WHEN ${matches(value, pattern)} THEN ${cast(value, type)} ELSE ${refusal} END`;
}

/** As strictCast, but NULL for a text that is not of the type. */
export function strictTryCast(value: string, type: string): string {
  const pattern = patternOf(type);
  const attempt = `TRY(${cast(value, type)})`;
  return pattern === undefined ? attempt : `CASE WHEN ${matches(value, pattern)} THEN ${attempt} END`;
}

/** An instant may carry an offset; without one it is UTC. */
function cast(value: string, type: string): string {
  return type === 'TIMESTAMP' ? `timezone('UTC', CAST(${value} AS TIMESTAMPTZ))` : `CAST(${value} AS ${type})`;
}

function matches(value: string, pattern: string): string {
  return `regexp_full_match(${value}, ${sqlText(pattern)})`;
}

function patternOf(type: string): string | undefined {
  const scale = /^DECIMAL\(\d+,(\d+)\)$/.exec(type)?.[1];
  if (scale !== undefined) return scale === '0' ? '-?[0-9]+(\\.0+)?' : `-?[0-9]+(\\.[0-9]{1,${scale}}0*)?`;
  if (type === 'BIGINT') return '-?[0-9]+';
  if (type === 'BOOLEAN') return 'true|false';
  return undefined;
}
