import { engineTypes } from '../../../lambda/schema/column-type.ts';
import { type Place, quote } from '../../../lambda/schema/finding.ts';
import { findings, type TableFinding } from '../findings.ts';
import type { SqlTables } from '../spark-sql/translation.ts';
import type { Table, TableColumn } from '../table.ts';
import type { Position } from './position.ts';
import { parseReference } from './reference.ts';
import type { Condition, SimpleRule } from './rule.ts';
import { isRuleName, type RuleSpec, refusedRules, ruleNames, ruleSpecs } from './rule-specs.ts';

/** What a rule is checked against. */
export interface RuleContext {
  readonly table: Table;
  /** Columns of everything that the rule may name, this table included. */
  readonly catalog: SqlTables;
}

/** What can be said of a rule without any rows: it exists, takes what it is given, and its columns suit it. */
export function checkRule(rule: SimpleRule, context: RuleContext): readonly TableFinding[] {
  const place = placeOf(context.table);
  const { name } = rule;
  const refused = refusedRules.get(name);
  if (refused !== undefined) return [findings.qualityRuleUnsupported(place(rule.at), name, ...refused)];
  if (!isRuleName(name)) return [findings.qualityRuleUnknown(place(rule.at), name, ruleNames)];
  const spec: RuleSpec = ruleSpecs[name];
  const shape = checkShape(rule, spec, place);
  if (shape.length > 0) return shape;
  return [
    ...(spec.columns ? checkColumns(rule, context, place) : []),
    ...(name === 'ReferentialIntegrity' ? checkReference(rule, context, place) : []),
  ];
}

type PlaceOf = (at: Position) => Place;

/** A position in the table's quality.dqdl as a place. */
export function placeOf(table: Table): PlaceOf {
  return (at) => ({ file: table.quality.place.file, line: at.line, column: at.column });
}

function checkShape(rule: SimpleRule, spec: RuleSpec, place: PlaceOf): TableFinding[] {
  const [least, most] = spec.parameters;
  const wrong = (expected: string, got: string, at: Position = rule.at) => [
    findings.qualitySyntax(place(at), `${expected}, as in ${spec.example}`, got),
  ];
  const count = rule.parameters.length;
  if (count < least || count > most)
    return wrong(`${least === most ? least : `at least ${least}`} texts in quotes`, `${count}`);
  if (spec.condition === 'required' && rule.condition === undefined) return wrong('a condition', 'none');
  if (spec.condition === 'none' && rule.condition !== undefined)
    return wrong('no condition', rule.condition.text, rule.condition.at);
  if (!spec.threshold && rule.threshold !== undefined)
    return wrong('no threshold', rule.threshold.text, rule.threshold.at);
  const numeric = rule.name === 'ColumnValues' ? [rule.threshold] : [rule.condition, rule.threshold];
  const bad = numeric.find((condition) => condition !== undefined && !isNumeric(condition));
  return bad === undefined ? [] : wrong('a condition on a number', bad.text, bad.at);
}

function isNumeric(condition: Condition): boolean {
  return !condition.operator.endsWith('matches') && condition.operands.every((operand) => operand.kind === 'number');
}

const numericKinds = ['integer', 'number', 'decimal'];

function checkColumns(rule: SimpleRule, { table }: RuleContext, place: PlaceOf): TableFinding[] {
  const names = table.columns.map((column) => column.name);
  return rule.parameters.flatMap(({ text, at }) => {
    const column = table.columns.find((one) => one.name === text);
    if (column === undefined) return [findings.qualityColumnUnknown(place(at), text, names)];
    const type = engineTypes(column.type).spark;
    const unsuited = (expected: string, got = type) => [findings.qualityColumnUnsuited(place(at), text, expected, got)];
    if (['Mean', 'Sum', 'StandardDeviation'].includes(rule.name) && !numericKinds.includes(column.type.kind)) {
      return unsuited('a column of numbers');
    }
    if (rule.name === 'ColumnLength' && column.type.kind !== 'string') return unsuited('a column of type string');
    if (rule.name !== 'ColumnValues' || rule.condition === undefined) return [];
    const wanted = operandsFor(column, rule.condition);
    return wanted === undefined ? [] : unsuited(`${wanted} for a column of type ${type}`, rule.condition.text);
  });
}

/** @returns what a condition on the column needs, if this one is not it */
function operandsFor(column: TableColumn, { operator, operands }: Condition): string | undefined {
  const kinds = new Set(operands.map((operand) => (operand.text === 'NULL' ? 'null' : operand.kind)));
  const allow = (...allowed: string[]) => [...kinds].every((kind) => kind === 'null' || allowed.includes(kind));
  const equality = ['=', '!=', 'in', 'not in'].includes(operator);
  if (kinds.has('null') && !equality) return 'a condition other than NULL, which is only equal or not,';
  if (operator.endsWith('matches'))
    return column.type.kind === 'string' && allow('text') ? undefined : 'no regular expression';
  switch (column.type.kind) {
    case 'string':
      return equality && allow('text', 'keyword') ? undefined : 'texts with =, !=, in or matches';
    case 'boolean':
      return equality && operands.every((operand) => /^(true|false|NULL)$/.test(operand.text))
        ? undefined
        : '"true" or "false"';
    case 'date':
    case 'timestamp':
      return operands.every((operand) => operand.text === 'NULL' || isDate(operand.text))
        ? undefined
        : 'dates like "2026-01-31"';
    default:
      return allow('number') ? undefined : 'numbers without quotes';
  }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function checkReference(rule: SimpleRule, { table, catalog }: RuleContext, place: PlaceOf): TableFinding[] {
  const [own, other] = rule.parameters;
  if (own === undefined || other === undefined) return [];
  const ownNames = own.text.split(',').map((name) => name.trim());
  const columns = table.columns.map((column) => column.name);
  const unknown = ownNames
    .filter((name) => !columns.includes(name))
    .map((name) => findings.qualityColumnUnknown(place(own.at), name, columns));
  const reference = parseReference(other.text);
  const refuse = (expected: string, fix: string) => [
    ...unknown,
    findings.qualityReference(place(other.at), other.text, expected, fix),
  ];
  if (reference === undefined)
    return refuse('"dataset.{column}" or "table.{column, column}"', 'write "regions.{region}"');
  const there = catalog.get(reference.name)?.map((column) => column.name);
  if (there === undefined)
    return refuse('a dataset or a table', `choose among ${[...catalog.keys()].sort().join(', ')}`);
  if (reference.columns.length !== ownNames.length)
    return refuse(`as many columns as ${quote(own.text)}`, 'pair the columns');
  const missing = reference.columns.find((name) => !there.includes(name));
  if (missing !== undefined) return refuse(`columns of ${reference.name}`, `choose among ${there.join(', ')}`);
  return unknown;
}
