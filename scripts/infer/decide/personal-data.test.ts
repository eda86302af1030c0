import { describe, expect, it, test } from 'vitest';
import { personalData, strayEmails } from './personal-data.ts';

const whatOf = (name: string, values: readonly string[]): string | undefined =>
  personalData(name, values)?.personal.what;

describe('by their values alone', () => {
  it.each([
    ['bank accounts', ['DE89 3704 0044 0532 0130 00', 'GB29NWBK60161331926819', 'FR1420041010050500013M02606']],
    ['national identification numbers', ['123-45-6789', '078-05-1120', '665-12-3456']],
    ['payment card numbers', ['4111 1111 1111 1111', '2221000000000009', '2720992593319364']],
    ['phone numbers', ['+49 30 1234567', '(212) 555-0187', '+1 212 555 0188']],
    ['e-mail addresses', ['a@example.org', 'b.c@example.co.uk', 'd+e@example.com']],
    ['IP addresses', ['192.0.2.1', '2001:db8::1', '198.51.100.7']],
  ])('%s', (what, values) => {
    expect(whatOf('c1', values)).toBe(what);
  });

  it.each([
    [
      'an IBAN with a wrong check sum',
      ['DE88 3704 0044 0532 0130 00', 'GB28NWBK60161331926819', 'FR1520041010050500013M02606'],
    ],
    ['a card with a wrong check digit', ['4111111111111112', '2221000000000008', '2720992593319365']],
    [
      'digits with a check digit that no card begins with',
      ['2220990000000003', '2721000000000004', '1000000000000008'],
    ],
    ['numbers that the social security never gives', ['000-45-6789', '123-00-6789', '900-12-3456']],
    ['two values', ['a@example.org', 'b@example.org']],
  ])('%s is none', (_, values) => {
    expect(whatOf('c1', values)).toBeUndefined();
  });
});

const street = ['Ahornweg 3', '12 Rue de la Paix'];
const phones = ['030/1234567', '0664 123456'];
describe('by their names', () => {
  it.each([
    [
      'names of people',
      ['anna'],
      ['first_name', 'vorname', 'prenom', 'nombre_apellidos', 'cognome', 'voornaam', 'sobrenome'],
    ],
    [
      'phone numbers',
      phones,
      ['phone', 'contact_no', 'telefon', 'telephone', 'telefono', 'telefoonnummer', 'telemovel'],
    ],
    [
      'dates of birth',
      ['x'],
      [
        'dob',
        'geburtsdatum',
        'date_de_naissance',
        'fecha_nacimiento',
        'data_di_nascita',
        'geboortedatum',
        'data_nascimento',
      ],
    ],
    ['postal addresses', street, ['address', 'strasse', 'rue', 'direccion', 'indirizzo', 'straat', 'endereco']],
    [
      'national identification numbers',
      ['x'],
      ['tax_id', 'steuer_id', 'numero_fiscal', 'codice_fiscale', 'bsn', 'contribuinte'],
    ],
    [
      'e-mail addresses',
      ['a@b.org'],
      [
        'email',
        'e_mail_adresse',
        'courriel',
        'correo_electronico',
        'posta_elettronica',
        'emailadres',
        'endereco_eletronico',
      ],
    ],
  ])('%s', (what, values, names) => {
    for (const name of names) expect(whatOf(name, values), name).toBe(what);
  });

  it('Spanish and Portuguese numbers under their short names', () => {
    expect(whatOf('dni', ['12345678Z', '87654321-X'])).toBe('national identification numbers');
    expect(whatOf('dni', ['28', '30', '31'])).toBeUndefined();
  });

  it.each(['dni', 'street_kind', 'strasse_art', 'telefonie', 'card_game', 'pandas'])('%s is none', (name) => {
    expect(whatOf(name, ['Allee', 'Straße', 'Weg'])).toBeUndefined();
  });
});

describe('e-mail addresses among other values', () => {
  const evidence = (texts: readonly string[]) => ({
    frequent: texts.map((text) => ({ text, count: 1 })),
    sample: texts,
    isAll: true,
    values: texts.length,
  });
  const others = Array.from({ length: 500 }, (_, at) => `desk ${at}`);

  test('are told of where three values have one, or one in a hundred', () => {
    const three = ['[{"email":"a@example.org"}]', 'write to b@example.org please', 'c@example.org'];
    expect(strayEmails(evidence([...others, ...three]))).toEqual([expect.stringMatching(/^3 of its 503 values/)]);
    expect(strayEmails(evidence(['desk', 'a@example.org']))).toEqual([expect.stringMatching(/^1 of its 2 values/)]);
  });

  test('are not where there are fewer, or what has an @ is none', () => {
    expect(strayEmails(evidence([...others, 'a@example.org', 'b@example.org']))).toEqual([]);
    expect(strayEmails(evidence(['5 @ 3', '@home', 'git@example.org:a/b', 'x@y']))).toEqual([]);
    expect(strayEmails(evidence([]))).toEqual([]);
  });

  test('are found behind the values that are counted', () => {
    const sample = [...others, ...Array.from({ length: 20 }, (_, at) => `p${at}@example.org`)];
    const later = { ...evidence(others), sample, isAll: false, values: 1e6 };
    expect(strayEmails(later)).toEqual([expect.stringMatching(/^about 4 % of its values/)]);
  });
});
