import { reserved } from '../../../glue/duckdb/spark-sql/token-cursor.ts';

/** Words that Spark reserves in ANSI mode besides those of our parser: https://spark.apache.org/docs/3.5.6/sql-ref-ansi-compliance.html */
const more: ReadonlySet<string> = new Set(
  (
    'ALL ANY AUTHORIZATION BOTH CAST CHECK COLLATE COLUMN CONSTRAINT CREATE CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER ' +
    'CURRENT_TIMEZONE CURRENT_CATALOG CURRENT_DATABASE CURRENT_SCHEMA FALSE FETCH FOR FOREIGN GRANT INTERVAL INTO LEADING NULL ONLY ' +
    'OUTER OVERLAPS PERCENTILE_CONT PERCENTILE_DISC PRIMARY REFERENCES SESSION_USER SOME TABLE TIME TO TRAILING TRUE UNIQUE UNKNOWN USER VALUES'
  ).split(' '),
);

/** A name as Spark SQL writes it: bare where that can mean nothing else, otherwise in backticks. */
export function sparkName(name: string): string {
  const word = name.toUpperCase();
  const isBare = /^[a-z_][a-z0-9_]*$/.test(name) && !reserved.has(word) && !more.has(word);
  return isBare ? name : `\`${name.replaceAll('`', '``')}\``;
}
