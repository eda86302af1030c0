import { quote } from '../schema/finding.ts';
import { count } from './findings.ts';

/*
 * What a report says of everything that neither the schema nor the bytes settle.
 */

export const delimiter = (found: string, named: number): string =>
  `fields are separated by ${quote(found)}${named === 0 ? '' : `: so the header names ${count(named, 'column')}`}`;
export const quotes = (found: string): string => `fields are quoted by ${found}: so some column is throughout`;
export const preamble = (lines: number): string =>
  `${count(lines, 'line')} before the header ${lines === 1 ? 'is' : 'are'} no data: none names a column`;
export const header = 'the first record is the header';
export const joinedArrays = (arrays: number): string =>
  `${count(arrays, 'array')} stand one behind the other: the records of all are read`;
export const strayBrackets = (brackets: number): string =>
  `${brackets === 1 ? 'a ] stands' : `${brackets} times a ] stands`} between records: the array goes on, since a comma follows`;
export const absentColumn = (column: string): string => `${column} is not in the header: it is null in every row`;
export const encoding = (name: string): string => `the text is ${name}: it has no mark, but its bytes look so`;
export const otherLines = (lines: number, first: number): string =>
  `${count(lines, 'line')}, the first of them line ${first}, ${lines === 1 ? 'is' : 'are'} windows-1252: the bytes are no UTF-8`;
