import { isIP } from 'node:net';
import type { Personal } from './column-draft.ts';
import { givenNames } from './given-names.ts';

const email = /^[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}$/i;
const phone = /^(\+\d{1,3}[ .-]?)?(\(\d{1,5}\)[ .-]?)?\d{1,5}([ .-]\d{2,8}){1,4}( ?(x|ext\.?) ?\d+)?$/i;
const plainPhone = /^\+?\d{7,15}$/;
const ssn = /^(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$/;
const iban = /^[A-Z]{2}\d{2}[ ]?([A-Z0-9]{4}[ ]?){2,7}[A-Z0-9]{1,4}$/;
const streetWord =
  /\d.*\b(st|street|rd|road|ave|avenue|blvd|lane|ln|dr|drive|way|court|ct|place|pl|square|terrace|str|straße|strasse|weg|platz|rue|via|calle|laan|straat)\b\.?/i;
const honorific = /\b(mr|mrs|miss|ms|dr|prof|herr|frau|mme|master|rev)\b\.?/i;

/** The check digit of payment cards (ISO/IEC 7812-1, annex B). */
export function hasLuhnDigit(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const twice = digit * 2;
    sum += index % 2 === 0 ? digit : twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}

function isCard(text: string): boolean {
  const digits = text.replaceAll(/[ -]/g, '');
  return /^[3-6]\d{12,18}$/.test(digits) && /^[\d -]+$/.test(text) && hasLuhnDigit(digits);
}

/** ISO 13616: the country and check digits go to the end, letters count from 10, and 97 leaves 1. */
export function isIban(text: string): boolean {
  if (!iban.test(text)) return false;
  const compact = text.replaceAll(' ', '');
  const digits = [...(compact.slice(4) + compact.slice(0, 4))].map((one) => Number.parseInt(one, 36)).join('');
  return compact.length >= 15 && BigInt(digits) % 97n === 1n;
}

/** Whether a text reads like a person's name: a common given name or a title among two or more words. */
function isPersonName(text: string): boolean {
  if (honorific.test(text)) return true;
  const words = text.split(/[\s,.]+/).filter((word) => word !== '');
  return (
    words.length > 1 &&
    words.length < 6 &&
    words.every((word) => /^[\p{Lu}'’(-]/u.test(word)) &&
    words.some((word) => givenNames.has(word.toLowerCase()))
  );
}

const share = (values: readonly string[], test: (text: string) => boolean): number =>
  values.length === 0 ? 0 : values.filter(test).length / values.length;

interface Rule {
  readonly what: string;
  readonly sensitive: Personal['sensitive'];
  /** Words of the name that say it. */
  readonly words?: RegExp;
  /** Names of which that is not so all the same. */
  readonly not?: RegExp;
  readonly value?: (text: string) => boolean;
  /** Share of values that has to be so where the name says nothing. */
  readonly alone?: number;
  /** Share that has to be so where the name says it. */
  readonly named?: number;
}

const things =
  /product|item|file|country|city|state|region|company|brand|store|shop|school|team|movie|film|song|album|game|event|column|table|host|user|domain|station|airport|county|street|species|common|scientific|plant|car|model|class|group|category|field|dataset|display|first_sea|place|site|short|long|code|fund|bank|hotel|restaurant|dog|pet|breed|food|drug|ship|vessel|planet|star|storm|hurricane/;

const rules: readonly Rule[] = [
  {
    what: 'e-mail addresses',
    sensitive: 'tokenise',
    words: /(^|_)(e_?mails?|mail)(_|$)/,
    value: (text) => email.test(text),
    named: 0.2,
    alone: 0.6,
  },
  {
    what: 'payment card numbers',
    sensitive: 'drop',
    words: /(^|_)(card|credit_card|cc|pan)(_|$)/,
    value: isCard,
    named: 0.5,
    alone: 0.9,
  },
  {
    what: 'bank accounts',
    sensitive: 'drop',
    words: /(^|_)(iban|bank_account)(_|$)/,
    value: isIban,
    named: 0.5,
    alone: 0.8,
  },
  {
    what: 'national identification numbers',
    sensitive: 'drop',
    words:
      /(^|_)(ssn|social_security|sin|nino|national_id|national_insurance|passport|cpf|curp|aadhaar|pesel|personnummer|bsn|driver_licen[cs]e|drivers_licen[cs]e|tax_id|tin)(_|$)/,
    not: /country|type/,
  },
  { what: 'national identification numbers', sensitive: 'drop', value: (text) => ssn.test(text), alone: 0.9 },
  {
    what: 'IP addresses',
    sensitive: 'mask',
    words: /(^|_)ip(v4|v6)?(_|$)/,
    not: /version/,
    value: (text) => isIP(text) !== 0,
    named: 0.2,
    alone: 0.8,
  },
  {
    what: 'phone numbers',
    sensitive: 'mask',
    words: /(^|_)(phones?|mobile|telephone|tel|cell|fax|whatsapp)(_|$)/,
    value: (text) => (phone.test(text) || plainPhone.test(text)) && text.replaceAll(/\D/g, '').length > 6,
    named: 0.2,
  },
  {
    what: 'phone numbers',
    sensitive: 'mask',
    value: (text) => /^(\+\d|\(\d{3}\))/.test(text) && phone.test(text) && text.replaceAll(/\D/g, '').length > 8,
    alone: 0.7,
  },
  {
    what: 'dates of birth',
    sensitive: 'drop',
    words: /^(dob|born|birth_?da(te|y)|date_of_birth)$|(^|_)(dob|birth_?date|birthday)$/,
  },
  {
    what: 'names of people',
    sensitive: 'mask',
    words:
      /(^|_)(first|last|full|given|family|middle|maiden|sur|fore)_?names?$|^surname$|^forename$|(^|_)(customer|client|employee|contact|patient|passenger|member|driver|owner|student|teacher|doctor|person|cardholder|account_holder|sender|recipient|beneficiary)_names?$/,
  },
  {
    what: 'names of people',
    sensitive: 'mask',
    words: /(^|_)names?$|^(person|customer|client|employee|contact|patient|passenger|member|student|guest|survivor)$/,
    not: things,
    value: isPersonName,
    named: 0.3,
  },
  {
    what: 'postal addresses',
    sensitive: 'mask',
    words: /(^|_)(address|addr|street|street_address|home_address)(_?(line)?_?\d)?$/,
    not: /e_?mail|ip_|mac_|web|url|net|memory|wallet|contract|block/,
    value: (text) => streetWord.test(text) || /\d/.test(text),
    named: 0.2,
  },
];

/**
 * Proposes what to do about a column that looks personal, by its name and its values.
 * @param name in snake_case @param values different ones, a sample
 * @returns undefined where nothing speaks for it
 */
export function personalData(name: string, values: readonly string[]): Personal | undefined {
  for (const { what, sensitive, words, not, value, alone, named } of rules) {
    if (not?.test(name) === true) continue;
    const isNamed = words?.test(name) ?? false;
    if (value === undefined) {
      if (isNamed && values.length > 0) return { what, sensitive, why: `its name is ${name}` };
      continue;
    }
    const fit = share(values, value);
    if (isNamed && named !== undefined && fit >= named && values.length > 0)
      return { what, sensitive, why: `its name is ${name}, and ${percent(fit)} of its values look so` };
    if (alone !== undefined && fit >= alone && values.length > 2)
      return { what, sensitive, why: `${percent(fit)} of its values look so` };
  }
  return undefined;
}

const percent = (part: number): string => `${Math.round(part * 100)} %`;
