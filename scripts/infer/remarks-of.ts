import type { Inferred } from './infer-dataset.ts';

/** What a person should look at, one line each. */
export function remarksOf({ columns, lookAt, verdict }: Inferred): string[] {
  const remarks = [
    ...lookAt,
    ...columns.flatMap((column) => [
      ...column.lookAt.map((remark) => `${column.name}: ${remark}`),
      ...(column.personal === undefined
        ? []
        : [`${column.name}: looks like ${column.personal.what}: ${column.personal.why}`]),
    ]),
    ...verdict.examples.slice(0, 5).map(({ file, line, message }) => `${file}:${line}: ${message}`),
  ];
  return remarks;
}
