/*
 * What a column's name says of its values, in snake_case. Words are English, as headers mostly are, and a few common ones of other languages.
 */

/** Names of things, not amounts: text, although written in digits. */
const identifier =
  /(^|_)(id|ids|uid|uuid|guid|key|zip|zipcode|zip_code|postal|postcode|postal_code|post_code|plz|cep|fips|phone|mobile|tel|telephone|fax|ssn|isbn|issn|ean|upc|gtin|sku|iban|bic|swift|vat|barcode|account|serial|imei|mac|hash|sha|md5|checksum|version|code|codes|nr|doi|orcid|icd|cusip|isin|naics|sic|ticket|invoice|tracking|plate|vin)$/;
/** `order_number` names an order; `number_of_orders` counts them. */
const numbered =
  /(^|_)(order|invoice|account|customer|ticket|serial|tracking|phone|flight|part|model|case|reference|document|passport|license|licence|card|policy|permit|room|bus|route|train|tail)_(number|num|no)$/;
const version = /(^|_)(version|release|semver|build)$/;

/** Whether the name says that its values name things, so that digits are text. */
export const namesThings = (name: string): boolean =>
  identifier.test(name) || numbered.test(name) || version.test(name);

/** Whether the name asks a question that is answered by yes or no. */
export const isFlag = (name: string): boolean =>
  /^(is|has|was|can|should|did|does|are|had)_|_(flag|yn)$|^(active|enabled|disabled|deleted|verified|approved|paid|cancelled|canceled|archived|visible|online|subscribed|opt_in|opted_in)$/.test(
    name,
  );

/** Whether the name speaks of money. */
export const isMoney = (name: string): boolean =>
  /(^|_)(price|prices|amount|amt|cost|costs|revenue|revenues|sales|fee|fees|tax|taxes|salary|wage|wages|income|balance|payment|payments|total_paid|paid|fare|tip|tips|tolls|budget|profit|expense|expenses|gross|net|debit|credit|refund|discount|subtotal|premium|rent|usd|eur|gbp|chf|dollars|preis|betrag|umsatz|kosten|prix|montant|precio|importe)$/.test(
    name,
  ) ||
  /^(total|unit)_(price|amount|cost|bill)$|^total_bill$|_(price|amount|cost|revenue|fee|fare|surcharge)(_|$)/.test(
    name,
  );

/** Whether values below zero would make no sense. */
export const isNeverNegative = (name: string): boolean =>
  /(^|_)(count|counts|quantity|qty|population|pop|age|weight|height|length|width|depth|area|distance|duration|size|humidity|precipitation|rain|rainfall|snow|stock|votes|visits|views|clicks|users|passengers|deaths|cases|horsepower|cylinders|mass|volume|price|fare|wind_speed|speed|bytes|items|units|seats|rooms|floors|inhabitants|employees|n)$/.test(
    name,
  );

/** Whether the name counts things, of which there are no halves. */
export const countsThings = (name: string): boolean =>
  /(^|_)(count|counts|quantity|qty|pieces|units|visits|views|clicks|votes|passengers|deaths|cases|seats|employees)$/.test(
    name,
  );

/** Bounds that the meaning itself sets. */
export function boundsOf(name: string): readonly [number, number] | undefined {
  if (/(^|_)(lat|latitude)$/.test(name)) return [-90, 90];
  if (/(^|_)(lon|lng|long|longitude)$/.test(name)) return [-180, 180];
  if (/(^|_)(pct|percent|percentage)$|^(humidity|relative_humidity)$/.test(name)) return [0, 100];
  if (/^month(_of_year|_number)?$/.test(name)) return [1, 12];
  if (/^day(_of_month)?$/.test(name)) return [1, 31];
  if (/^hour(_of_day)?$/.test(name)) return [0, 23];
  return undefined;
}

/** Sets that grow with the world: of these no list of values is drafted. */
export const isOpenSet = (name: string): boolean =>
  /(^|_)(name|names|title|city|town|country|state|county|region|address|street|location|place|station|airport|origin|destination|company|brand|make|manufacturer|model|product|item|author|director|artist|team|club|school|university|species|genus|airline|carrier|operator|vendor|supplier|customer|client|user|url|link|email|file|path|description|comment|comments|note|notes|text|remark|remarks|message|entity|person|job|occupation|neighbourhood|neighborhood|district|province|municipality|department|language|currency|symbol|ticker|tag|tags|keyword|keywords|variety|sensor|device|host|source|ort|stadt|gemeinde|strasse|kunde|firma|hersteller|artikel|produkt|ville|commune|pays|client_name|produit|ciudad|cliente|producto|citta|comune|prodotto|plaats|klant|cidade|produto)$/.test(
    name,
  );

/** Free text that may be left out at any time. */
export const isRemark = (name: string): boolean =>
  /(^|_)(note|notes|comment|comments|remark|remarks|description|details|memo|feedback|bemerkung)$/.test(name);

/** Whether the name speaks of time. */
export const isTime = (name: string): boolean =>
  /(^|_)(date|day|time|timestamp|datetime|at|on|ts|created|updated|modified|datum|fecha)$/.test(name);
