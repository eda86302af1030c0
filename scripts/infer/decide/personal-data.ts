import { isIP } from 'node:net';
import type { Evidence } from '../evidence/column-evidence.ts';
import type { Personal } from './column-draft.ts';
import {
  hasFormOfIban,
  holdsEmail,
  isAddress,
  isCard,
  isEmail,
  isFullPhone,
  isIban,
  isIberianId,
  isNamedPhone,
  isPersonName,
  isSsn,
} from './personal-values.ts';
import {
  addressWords,
  bankWords,
  birthWords,
  cardWords,
  emailWords,
  iberianIdWords,
  idWords,
  looseNameWords,
  nameWords,
  phoneWords,
} from './personal-words.ts';

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
  /** What is enough of a value where the name says it: a check digit that is wrong makes no account of nobody. */
  readonly form?: (text: string) => boolean;
  /** Share of values that has to be so where the name says nothing. */
  readonly alone?: number;
  /** Share that has to be so where the name says it. */
  readonly named?: number;
  /** They name an account or a line, and are no amounts: text, although written in digits. */
  readonly isText?: boolean;
}

const things =
  /product|item|file|country|city|state|region|company|brand|store|shop|school|team|movie|film|song|album|game|event|column|table|host|user|domain|station|airport|county|street|species|common|scientific|plant|car|model|class|group|category|field|dataset|display|first_sea|place|site|short|long|code|fund|bank|hotel|restaurant|dog|pet|breed|food|drug|ship|vessel|planet|star|storm|hurricane/;

const rules: readonly Rule[] = [
  {
    what: 'e-mail addresses',
    sensitive: 'tokenise',
    words: emailWords,
    value: isEmail,
    named: 0.2,
    alone: 0.6,
  },
  {
    what: 'payment card numbers',
    sensitive: 'drop',
    isText: true,
    words: cardWords,
    value: isCard,
    named: 0.5,
    alone: 0.9,
  },
  {
    what: 'bank accounts',
    sensitive: 'drop',
    words: bankWords,
    value: isIban,
    form: hasFormOfIban,
    named: 0.5,
    alone: 0.8,
  },
  {
    what: 'national identification numbers',
    sensitive: 'drop',
    isText: true,
    words: idWords,
    not: /country|type/,
  },
  {
    what: 'national identification numbers',
    sensitive: 'drop',
    isText: true,
    words: iberianIdWords,
    value: isIberianId,
    named: 0.5,
  },
  { what: 'national identification numbers', sensitive: 'drop', value: isSsn, alone: 0.9 },
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
    isText: true,
    words: phoneWords,
    value: isNamedPhone,
    named: 0.2,
  },
  {
    what: 'phone numbers',
    sensitive: 'mask',
    value: isFullPhone,
    alone: 0.7,
  },
  {
    what: 'dates of birth',
    sensitive: 'drop',
    words: birthWords,
  },
  {
    what: 'names of people',
    sensitive: 'mask',
    words: nameWords,
  },
  {
    what: 'names of people',
    sensitive: 'mask',
    words: looseNameWords,
    not: things,
    value: isPersonName,
    named: 0.3,
  },
  {
    what: 'postal addresses',
    sensitive: 'mask',
    words: addressWords,
    not: /e_?mail|(^|_)mail|ip_|mac_|web|url|net|memory|wallet|contract|block/,
    value: isAddress,
    named: 0.2,
  },
];

/** What a column looks like, and whether its digits are no amounts. */
export interface FoundPersonal {
  readonly personal: Personal;
  readonly isText: boolean;
}

/**
 * Proposes what to do about a column that looks personal, by its name and its values.
 * @param name in snake_case @param values different ones from all over the files
 * @returns undefined where nothing speaks for it
 */
export function personalData(name: string, values: readonly string[]): FoundPersonal | undefined {
  for (const { what, sensitive, words, not, value, form, alone, named, isText = false } of rules) {
    if (not?.test(name) === true || values.length === 0) continue;
    const isNamed = words?.test(name) ?? false;
    const found = (why: string): FoundPersonal => ({ personal: { what, sensitive, why }, isText });
    if (value === undefined) {
      if (isNamed) return found(`its name is ${name}`);
      continue;
    }
    if (alone === undefined && !isNamed) continue;
    const fit = share(values, isNamed ? (form ?? value) : value);
    if (isNamed && named !== undefined && fit >= named)
      return found(`its name is ${name}, and ${percent(fit)} of its values look so`);
    if (alone !== undefined && fit >= alone && values.length > 2) return found(`${percent(fit)} of its values look so`);
  }
  return undefined;
}

const percent = (part: number): string => `${Math.round(part * 100)} %`;

/** Fewer e-mail addresses than these, and a smaller share of the values, may be there by accident. */
const [leastEmails, leastShare] = [3, 0.01];

/** What a person should know of a column that is no list of e-mail addresses and holds some: among other values, in prose or in JSON. */
export function strayEmails({
  frequent,
  isAll,
  sample,
  values,
}: Pick<Evidence, 'frequent' | 'isAll' | 'sample' | 'values'>): string[] {
  if (values === 0) return [];
  const exact = frequent.reduce((sum, { text, count }) => (holdsEmail(text) ? sum + count : sum), 0);
  const part = Math.max(exact / values, isAll ? 0 : share(sample, holdsEmail));
  if (exact < leastEmails && part < leastShare) return [];
  const estimate = part < leastShare ? 'less than 1 %' : `about ${percent(part)}`;
  return [
    `${isAll ? `${exact} of its ${values}` : `${estimate} of its`} values hold e-mail addresses: they are personal data, wherever they stand`,
  ];
}
