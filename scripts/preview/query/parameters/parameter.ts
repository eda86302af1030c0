import type { ParameterDeclaration } from '@aws-sdk/client-quicksight';
import { isoDate } from './iso-date.ts';

/** A declared parameter. */
export interface Parameter {
  readonly name: string;
  readonly type: 'string' | 'number' | 'date';
  readonly multiple: boolean;
  /** Static defaults as text: ISO 8601 for dates. */
  readonly defaults: readonly string[];
  /** Expression of a rolling default date. */
  readonly rolling: string | undefined;
  /** The default depends on who looks, which a laptop does not know. */
  readonly dynamic: boolean;
}

/** Reads one declaration. @returns undefined for a kind that is not known, or without a name */
export function readParameter(declaration: ParameterDeclaration): Parameter | undefined {
  const {
    StringParameterDeclaration: text,
    IntegerParameterDeclaration: integer,
    DecimalParameterDeclaration: decimal,
  } = declaration;
  const { DateTimeParameterDeclaration: date } = declaration;
  const any = text ?? integer ?? decimal ?? date;
  if (any?.Name === undefined) return undefined;
  const values: readonly unknown[] = any.DefaultValues?.StaticValues ?? [];
  const texts = values.map((value) => (date === undefined ? String(value) : isoDate(value)));
  return {
    name: any.Name,
    type: date !== undefined ? 'date' : text !== undefined ? 'string' : 'number',
    multiple: (text ?? integer ?? decimal)?.ParameterValueType === 'MULTI_VALUED',
    defaults: texts.filter((each) => each !== undefined),
    rolling: date?.DefaultValues?.RollingDate?.Expression,
    dynamic: any.DefaultValues?.DynamicValue !== undefined,
  };
}
