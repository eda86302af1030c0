import { newDateRules } from './cells/date-rules.ts';
import { addNumberFormat, newNumberFormats } from './cells/marked-number.ts';
import { newNumberRules, setChoices, setForms, setScale } from './cells/number-rules.ts';
import { newTextRules, setPattern } from './cells/text-cell.ts';
import { addWallPiece, newWallPattern } from './cells/wall-pattern.ts';
import {
  clearProfiles,
  leaveProfile,
  setColumns,
  setNullTokens,
  setPlace,
  setProfileOf,
  setPublication,
  setRules,
  valueEnd,
  valueStart,
} from './column.ts';
import { isSurelyComposed } from './composed.ts';
import { setMarks } from './csv/scan-csv.ts';
import { setFields } from './fields.ts';
import { setFormat } from './format.ts';
import { hashBytes, hashNumber } from './hash.ts';
import { allocate, takeBack } from './heap.ts';
import { addJsonName, newJsonNames, setJsonNames } from './json/json-names.ts';
import { setJson, setTakes } from './json/scan-json.ts';
import { forgetRoom, makeRoom } from './line-room.ts';
import { read, setReading } from './read.ts';
import { forgetScratch, roomForText, setTextValue } from './scratch.ts';
import { slotsAt } from './slots.ts';
import { addText, newTextSet } from './text-set.ts';
import { hasWideSpaceAround } from './white-space.ts';

/** Forgets the file: the next one begins with nothing. */
export function reset(): void {
  takeBack();
  forgetRoom();
  forgetScratch();
}

/** For the tests that hold them equal to what TypeScript says. */
export {
  addJsonName,
  addNumberFormat,
  addText,
  addWallPiece,
  allocate,
  clearProfiles,
  hashBytes,
  hashNumber,
  hasWideSpaceAround,
  isSurelyComposed,
  leaveProfile,
  makeRoom,
  newDateRules,
  newJsonNames,
  newNumberFormats,
  newNumberRules,
  newTextRules,
  newTextSet,
  newWallPattern,
  read,
  roomForText,
  setChoices,
  setColumns,
  setFields,
  setFormat,
  setForms,
  setJson,
  setJsonNames,
  setMarks,
  setNullTokens,
  setPattern,
  setPlace,
  setProfileOf,
  setPublication,
  setReading,
  setRules,
  setScale,
  setTakes,
  setTextValue,
  slotsAt,
  valueEnd,
  valueStart,
};
