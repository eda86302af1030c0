import { Column } from '../column.ts';
import { allocate } from '../heap.ts';
import { passesNumber } from '../host.ts';
import { NumberFormats } from './marked-number.ts';

/** A number of so many digits is exact as a double, and so is every comparison of two of them. */
export const exactDigits = 15;

/** What a column's schema says of its numbers, and how they are written. Of decimals, bounds are times ten to the power of the scale. */
@unmanaged
export class NumberRules {
  minimum: f64;
  maximum: f64;
  exclusiveMinimum: f64;
  exclusiveMaximum: f64;
  /** Doubles; none: any number. */
  choices: usize;
  choiceCount: i32;
  /** Of decimals. */
  precision: i32;
  scale: i32;
  unit: f64;
  /** A point stands before the fraction, whatever formats are declared. */
  hasPoint: bool;
  /** The declared formats; 0: none that bytes know. */
  formats: NumberFormats;
}

export function newNumberRules(minimum: f64, maximum: f64, exclusiveMinimum: f64, exclusiveMaximum: f64): usize {
  const rules = changetype<NumberRules>(allocate(offsetof<NumberRules>()));
  rules.minimum = minimum;
  rules.maximum = maximum;
  rules.exclusiveMinimum = exclusiveMinimum;
  rules.exclusiveMaximum = exclusiveMaximum;
  rules.choiceCount = -1;
  return changetype<usize>(rules);
}

/** @param choices doubles that go on standing there */
export function setChoices(rules: usize, choices: usize, count: i32): void {
  changetype<NumberRules>(rules).choices = choices;
  changetype<NumberRules>(rules).choiceCount = count;
}

/** @param unit ten to the power of the scale */
export function setScale(rules: usize, precision: i32, scale: i32, unit: f64): void {
  changetype<NumberRules>(rules).precision = precision;
  changetype<NumberRules>(rules).scale = scale;
  changetype<NumberRules>(rules).unit = unit;
}

export function setForms(rules: usize, hasPoint: bool, formats: NumberFormats): void {
  changetype<NumberRules>(rules).hasPoint = hasPoint;
  changetype<NumberRules>(rules).formats = formats;
}

/** Whether a number passes what its column's schema says. */
export function passes(column: Column, value: f64): bool {
  const rules = changetype<NumberRules>(column.rules);
  if (value < rules.minimum || value > rules.maximum) return false;
  if (value <= rules.exclusiveMinimum || value >= rules.exclusiveMaximum) return false;
  if (rules.choiceCount >= 0 && !isChoice(rules, value)) return false;
  return !column.isTested || passesNumber(column.number, value);
}

function isChoice(rules: NumberRules, value: f64): bool {
  for (let index = 0; index < rules.choiceCount; index++) {
    if (load<f64>(rules.choices + ((<usize>index) << 3)) === value) return true;
  }
  return false;
}
