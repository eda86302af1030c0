/**
 * What the kernel exports: `lambda/clean/kernel/index.ts`, where each is described. Places in its memory, and what begins there, are
 * numbers; so are booleans that it takes.
 */
export interface KernelExports extends WebAssembly.Exports {
  readonly memory: WebAssembly.Memory;
  allocate(bytes: number): number;
  reset(): void;

  setFormat(isJson: number): void;
  setMarks(delimiter: number, quote: number, comment: number): void;
  setFields(count: number): void;
  setJson(isPerLine: number, columns: number): void;
  setTakes(column: number, kinds: number): void;
  newJsonNames(count: number): number;
  addJsonName(names: number, name: number, length: number, column: number, inner: number): void;
  setJsonNames(names: number): void;
  setColumns(count: number): void;
  setPlace(column: number, kind: number, field: number, isNeeded: number, isTested: number): void;
  setPublication(column: number, isPublished: number, isOpen: number, isHidden: number): void;
  setRules(column: number, rules: number): void;
  setProfileOf(column: number, type: number, cut: number): void;
  newTextSet(count: number): number;
  addText(set: number, start: number, length: number): void;
  setNullTokens(column: number, tokens: number, starts: number): void;
  newTextRules(minLength: number, maxLength: number, choices: number, mindsFormulas: number): number;
  setPattern(rules: number, classes: number, ways: number, accepting: number): void;
  newNumberRules(minimum: number, maximum: number, exclusiveMinimum: number, exclusiveMaximum: number): number;
  setChoices(rules: number, choices: number, count: number): void;
  setScale(rules: number, precision: number, scale: number, unit: number): void;
  setForms(rules: number, hasPoint: number, formats: number): void;
  newNumberFormats(count: number): number;
  addNumberFormat(
    formats: number,
    prefix: number,
    prefixLength: number,
    suffix: number,
    suffixLength: number,
    group: number,
    decimal: number,
  ): void;
  newDateRules(patterns: number, isUtc: number): number;
  newWallPattern(before: number): number;
  addWallPiece(pattern: number, kind: number, least: number, most: number, text: number): void;

  setReading(longest: number, isKeyed: number, auditEvery: number): void;
  makeRoom(chunk: number, record: number): void;
  read(from: number, end: number, isLast: number, nul: number, row: number, room: number): number;
  slotsAt(): number;

  roomForText(bytes: number): number;
  setTextValue(value: number): void;
  valueStart(column: number): number;
  valueEnd(column: number): number;
  clearProfiles(): void;
  leaveProfile(column: number): void;

  hashBytes(start: number, end: number): number;
  hashNumber(value: number): number;
  isSurelyComposed(start: number, end: number): number;
  hasWideSpaceAround(start: number, end: number): number;
}
