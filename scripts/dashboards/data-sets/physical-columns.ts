import type * as quicksight from '@aws-sdk/client-quicksight';
import { exportedColumnType } from './exported-column-type.ts';
import { type Relation, relationOf } from './relation.ts';

/** The columns that a physical table declares, whatever it reads. @param id its key in PhysicalTableMap */
export function physicalColumns(table: quicksight.PhysicalTable, id: string): Relation {
  const { RelationalTable: relational, CustomSql: sql, S3Source: s3, SaaSTable: saas, FileSource: file } = table;
  const columns = (relational ?? s3 ?? saas ?? file)?.InputColumns ?? sql?.Columns ?? [];
  return relationOf(
    columns.flatMap(({ Name: name, Id: columnId, Type: type }) => {
      if (name === undefined) return [];
      const aliases = [`${id}.${name}`, ...(columnId === undefined ? [] : [columnId])];
      return [{ name, type: exportedColumnType(type), role: undefined, aliases, formula: undefined }];
    }),
  );
}
