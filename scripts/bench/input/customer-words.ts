/** Words that the customers are made of: Latin with and without accents, Chinese, Japanese and Korean characters. */
export const firstNames = [
  ...(['Anna', 'Zoë', 'José', 'Jürgen', 'Łukasz', 'Chloé', 'Åsa', 'Mary', 'João', 'Emma'] as const),
  ...(['Noah', 'Giulia', 'Yuki', 'Mei', 'Minjun', 'Peter'] as const),
] as const;
export const lastNames = [
  ...(['Müller', 'Smith', 'García', 'Lefèvre', 'Kowalczyk', 'Sjöström', 'da Conceição', 'Rossi', 'Tanaka'] as const),
  ...(['O’Brien', 'Jones', 'Nguyễn', 'Weiß', 'Brown'] as const),
] as const;
export const nativeNames = ['田中 太郎', '王小明', '김민준', '佐藤 花子', '李娜', '渡辺 健', '박서연'] as const;
export const companyForms = ['GmbH', 'SARL', 'Ltd', 'AB', 'S.A.', 'Sp. z o.o.', '株式会社', 'Inc.'] as const;
export const mailboxes = ['anna.m', 'info', 'sales', 'jose.g', 'office', 'z.lefevre', 'contact', 'hello'] as const;
export const hosts = [
  'example.com',
  'mail.example.org',
  'firma.example',
  'shop.example.net',
  'corp.example.com',
] as const;
export const streets = [
  ...(['Hauptstraße', 'Rue de l’Église', 'High Street', 'Avenida São João', 'Storgatan'] as const),
  ...(['ulica Długa', 'Via Roma', '中央通り'] as const),
] as const;
/** City, country and language. */
export const places: readonly [Place, ...Place[]] = [
  ['Köln', 'DE', 'de'],
  ['Orléans', 'FR', 'fr'],
  ['東京都', 'JP', 'ja'],
  ['上海市', 'CN', 'zh'],
  ['Springfield', 'US', 'en'],
  ['Leeds', 'GB', 'en'],
  ['Malmö', 'SE', 'sv'],
  ['Łódź', 'PL', 'pl'],
  ['A Coruña', 'ES', 'es'],
  ['São Paulo', 'BR', 'pt'],
  ['서울특별시', 'KR', 'ko'],
  ['Forlì', 'IT', 'it'],
];
type Place = readonly [city: string, country: string, language: string];
export const prose = [
  ...(['delivers', 'every', 'week', 'since', 'spring', 'to', 'the', 'north', 'office', 'under', 'contract'] as const),
  ...([
    'geöffnet',
    'für',
    'Großkunden',
    'près',
    'de',
    'la',
    'gare',
    'été',
    'mañana',
    'über',
    'café',
    'więcej',
  ] as const),
  ...(['お客様', '会社', '北京', '고객', 'and', 'with', 'prices', 'by', 'agreement', 'terms', 'quarterly'] as const),
] as const;
export const tags = ['spring', 'newsletter', 'vip', 'trade-fair', 'b2b', 'loyalty', 'autumn', 'pilot'] as const;
export const jobs = [
  'Einkäufer',
  'Buyer',
  'Directeur général',
  'Office manager',
  '部長',
  'Engineer',
  'Księgowa',
] as const;
export const departments = ['Purchasing', 'Vertrieb', 'Comptabilité', 'IT', '営業部', 'Logistics'] as const;
export const codes = ['ABC', 'KUN', 'CLI', 'XYZ', 'NOR', 'SUD'] as const;
export const comments = [
  'Called twice, no answer.',
  'Prefers "Frau Dr."; write, do not call',
  'Zahlt pünktlich.\nRabatt 3 % vereinbart.',
  'Ne pas livrer le lundi,\nni le mardi.',
  '要確認',
  'moved, new address to come',
] as const;
