import { givenNames } from './given-names.ts';

/*
 * What personal data look like, value by value.
 */

const email = /^[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}$/i;
/** Somewhere in a text; `git@` begins addresses of repositories. */
const emailWithin = /(?<![\w.+-])(?!git@)[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}/i;
const phone = /^(\+\d{1,3}[ .-]?)?(\(\d{1,5}\)[ .-]?)?\d{1,5}([ ./-]\d{2,8}){1,4}( ?(x|ext\.?) ?\d+)?$/i;
const plainPhone = /^\+?\d{7,15}$/;
const ssn = /^(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$/;
const iban = /^[A-Z]{2}\d{2}[ ]?([A-Z0-9]{4}[ ]?){2,7}[A-Z0-9]{1,4}$/;
/** Numbers of payment cards: those of Mastercard begin with 2221 to 2720 too. */
const card = /^([3-6]\d{12,18}|2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12})$/;
const streetWord =
  /\d.*\b(st|street|rd|road|ave|avenue|blvd|lane|ln|dr|drive|way|court|ct|place|pl|square|terrace|str|straße|strasse|weg|platz|rue|via|calle|laan|straat)\b\.?/i;
/** Words of other languages that need no number beside them. */
const foreignStreet =
  /\S(straße|strasse|str\.|weg|platz|gasse|allee|straat|laan)( \d.*)?$|^(rue|avenue|calle|via|viale|rua) /i;
const honorific = /\b(mr|mrs|miss|ms|dr|prof|herr|frau|mme|master|rev)\b\.?/i;

const digitsOf = (text: string): number => text.replaceAll(/\D/g, '').length;

export const isEmail = (text: string): boolean => text.includes('@') && email.test(text);

/** Whether an e-mail address stands anywhere in a text, be it prose or JSON. */
export const holdsEmail = (text: string): boolean => text.includes('@') && emailWithin.test(text);

/** As a column named for phones has them, plain digits among them. */
export const isNamedPhone = (text: string): boolean =>
  (phone.test(text) || plainPhone.test(text)) && digitsOf(text) > 6;

/** With a country's or an area's prefix: nothing else is written so. */
export const isFullPhone = (text: string): boolean =>
  /^(\+\d|\(\d{3}\))/.test(text) && phone.test(text) && digitsOf(text) > 8;

/** Numbers of the social security of the USA. */
export const isSsn = (text: string): boolean => ssn.test(text);

/** Spain's DNI, NIE and NIF, and Portugal's NIF. */
export const isIberianId = (text: string): boolean => /^([XYZ]?\d{7,8}-?[A-Z]|\d{8,9})$/i.test(text);

export const isAddress = (text: string): boolean =>
  streetWord.test(text) || foreignStreet.test(text) || /\d/.test(text);

/** The check digit of payment cards (ISO/IEC 7812-1, annex B). */
function hasLuhnDigit(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const twice = digit * 2;
    sum += index % 2 === 0 ? digit : twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}

/** A number of a payment card, with its check digit. */
export function isCard(text: string): boolean {
  if (!/^[2-6][\d -]+$/.test(text)) return false;
  const digits = text.replaceAll(/[ -]/g, '');
  return card.test(digits) && hasLuhnDigit(digits);
}

/** Two letters, two digits and what a country has behind them. */
export const hasFormOfIban = (text: string): boolean => iban.test(text);

/** ISO 13616: the country and check digits go to the end, letters count from 10, and 97 leaves 1. */
export function isIban(text: string): boolean {
  if (!iban.test(text)) return false;
  const compact = text.replaceAll(' ', '');
  const digits = [...(compact.slice(4) + compact.slice(0, 4))].map((one) => Number.parseInt(one, 36)).join('');
  return compact.length >= 15 && BigInt(digits) % 97n === 1n;
}

/** Whether a text reads like a person's name: a common given name or a title among two or more words. */
export function isPersonName(text: string): boolean {
  if (honorific.test(text)) return true;
  const words = text.split(/[\s,.]+/).filter((word) => word !== '');
  return (
    words.length > 1 &&
    words.length < 6 &&
    words.every((word) => /^[\p{Lu}'’(-]/u.test(word)) &&
    words.some((word) => givenNames.has(word.toLowerCase()))
  );
}
