/*
 * Words of headers, in snake_case and without accents, that speak of persons: English, and German, French, Spanish, Italian, Dutch and
 * Portuguese. Words that mean something else in another of these languages are left out.
 */

/** Names that have one of the words, or several joined by `_`, between others. */
const having = (words: string): RegExp => new RegExp(`(^|_)(${words.trim().replaceAll(/\s+/g, '|')})(_|$)`);

export const emailWords = having(
  'e_?mails? mail e_?mail_?adres(se)? mail_?adresse courriel correo correo_electronico posta_elettronica endereco_eletronico',
);

export const cardWords = having('card credit_card cc pan kreditkarte kreditkartennummer carte_bancaire tarjeta');

export const bankWords = having('iban bank_account kontonummer bankverbindung');

export const idWords = having(`
  ssn social_security sin nino national_id national_insurance passport cpf curp aadhaar pesel personnummer bsn driver_licen[cs]e drivers_licen[cs]e tax_id tin
  steuer_?id steuer_?nr steuernummer steuer_?identifikationsnummer sozialversicherungsnummer rentenversicherungsnummer sv_nummer
  ausweisnummer ausweis_nr personalausweis reisepass pass_nr
  numero_fiscal numero_securite_sociale numero_de_securite_sociale numero_seguridad_social pasaporte
  codice_fiscale passaporto burgerservicenummer paspoort passaporte numero_contribuinte contribuinte
`);

/** Short words that mean something else elsewhere, such as days in Polish: the values tell. */
export const iberianIdWords = having('dni nie nif');

export const phoneWords = having(`
  phones? mobile telephone tel cell fax whatsapp msisdn contact_no contact_num contact_number
  telefon telefon_?nr telefon_?nummer tel_?nr rufnummer handy handy_?nr handynummer mobil mobil_?nr mobilnummer mobiltelefon festnetz
  portable telefono movil celular cellulare telefoon telefoonnummer mobiel gsm telefone telemovel
`);

export const birthWords = new RegExp(
  [
    '^(dob|born|birth_?da(te|y)|date_of_birth)$|(^|_)(dob|birth_?date|birthday)$',
    '(^|_)(geburts_?(datum|tag)|geb_?datum|geboortedatum)(_|$)',
    '(^|_)(date_(de_)?naissance|fecha_(de_)?nacimiento|data_(di_)?nascita|data_(de_)?nascimento)(_|$)',
  ].join('|'),
);

export const nameWords = new RegExp(
  [
    '(^|_)(first|last|full|given|family|middle|maiden|sur|fore)_?names?$|^surname$|^forename$',
    '(^|_)(customer|client|employee|contact|patient|passenger|member|driver|owner|student|teacher|doctor|person|cardholder|account_holder|sender|recipient|beneficiary)_names?$',
    '(^|_)(vorname|nachname|familienname|zuname|geburtsname|rufname|kundenname|mitarbeitername|patientenname|ansprechpartner)n?(_|$)',
    '(^|_)(prenoms?|nom_(de_)?famille|apellidos?|primer_nombre|cognome|sobrenome|voornaam|achternaam|familienaam)(_|$)',
  ].join('|'),
);

/** Names of persons or of things: the values tell. */
export const looseNameWords =
  /(^|_)names?$|^(person|customer|client|employee|contact|patient|passenger|member|student|guest|survivor)$|^(nom|nombre|nome|naam|kunde|mitarbeiter|patient|cliente|empleado|klant)$/;

export const addressWords = new RegExp(
  [
    '(^|_)(address|addr|street|street_address|home_address)(_?(line)?_?\\d)?$',
    '(^|_)(strasse|anschrift|wohnadresse|adresse|rue|direccion|calle|domicilio|indirizzo|straat|straatnaam|adres|woonadres|endereco|morada|rua)(_?\\d)?$',
  ].join('|'),
);
