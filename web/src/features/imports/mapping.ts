import type { Schema } from '@/lib/api';

export type Target = Schema<'ImportTarget'>;
type ContactField = Schema<'ContactImportField'>;
type CompanyField = Schema<'CompanyImportField'>;
type DealField = Schema<'DealImportField'>;
type ProductField = Schema<'ProductImportField'>;
type LeadField = Schema<'LeadImportField'>;
/** What a column can mean. */
export type Meaning = ContactField | CompanyField | DealField | ProductField | LeadField;
export type Mapping = Readonly<Record<string, Meaning>>;

/** A column that is kept under its own name, or left out, instead of being a field. */
export const CUSTOM = 'custom';
export const IGNORE = 'ignore';
type NoField = typeof CUSTOM | typeof IGNORE;

/** How many columns may mean a field: several e-mail addresses, but one name. In the order in which people look. */
type HowMany = 'one' | 'many';

const CONTACT: Record<Exclude<ContactField, NoField>, HowMany> = {
  name: 'one',
  firstName: 'one',
  middleName: 'one',
  lastName: 'one',
  emails: 'many',
  phones: 'many',
  countryCode: 'one',
  organisation: 'one',
  jobTitle: 'one',
  role: 'one',
  production: 'one',
  type: 'one',
  status: 'one',
  warmness: 'one',
  inCampaign: 'one',
  lastContactedAt: 'one',
  owner: 'one',
  source: 'one',
  tags: 'many',
};

const COMPANY: Record<Exclude<CompanyField, NoField>, HowMany> = {
  name: 'one',
  domain: 'one',
  website: 'one',
  industry: 'one',
  parent: 'one',
  country: 'one',
  city: 'one',
  phones: 'many',
  employees: 'one',
  revenue: 'one',
  revenueMillions: 'one',
  currency: 'one',
  foundedYear: 'one',
  owner: 'one',
  source: 'one',
  tags: 'many',
};

const DEAL: Record<Exclude<DealField, NoField>, HowMany> = {
  name: 'one',
  externalId: 'one',
  company: 'one',
  contact: 'one',
  product: 'one',
  quantity: 'one',
  stage: 'one',
  status: 'one',
  pipeline: 'one',
  value: 'one',
  currency: 'one',
  createdAt: 'one',
  closedAt: 'one',
  expectedCloseDate: 'one',
  stageSince: 'one',
  owner: 'one',
  reason: 'one',
  source: 'one',
  tags: 'many',
};

const PRODUCT: Record<Exclude<ProductField, NoField>, HowMany> = {
  name: 'one',
  code: 'one',
  category: 'one',
  price: 'one',
  currency: 'one',
  description: 'one',
  active: 'one',
};

const LEAD: Record<Exclude<LeadField, NoField>, HowMany> = {
  name: 'one',
  firstName: 'one',
  middleName: 'one',
  lastName: 'one',
  phones: 'many',
  alternatePhones: 'many',
  countryCode: 'one',
  country: 'one',
  emails: 'many',
  createdAt: 'one',
  source: 'one',
  subSource: 'one',
  campaign: 'one',
  model: 'one',
  city: 'one',
  branch: 'one',
  cre: 'one',
  ps: 'one',
  status: 'one',
  priority: 'one',
  nextFollowUpAt: 'one',
  remarks: 'one',
  externalId: 'one',
};

const FIELDS: Record<Target, Partial<Record<Meaning, HowMany>>> = {
  contacts: CONTACT,
  companies: COMPANY,
  deals: DEAL,
  products: PRODUCT,
  leads: LEAD,
};

export function isTarget(name: string | undefined): name is Target {
  return name !== undefined && name in FIELDS;
}

/** Everything that a column can be said to mean. */
export function meaningsOf(target: Target): Meaning[] {
  return [CUSTOM, IGNORE, ...(Object.keys(FIELDS[target]) as Meaning[])];
}

/** Without one of these a row says nothing about whom it is. */
const NEEDED: Record<Target, readonly Meaning[]> = {
  contacts: ['name', 'firstName', 'lastName', 'emails', 'organisation', 'phones'],
  companies: ['name'],
  deals: ['name', 'externalId', 'company', 'product'],
  products: ['name'],
  leads: ['phones', 'alternatePhones'],
};

export function isComplete(target: Target, mapping: Mapping): boolean {
  return Object.values(mapping).some((field) => NEEDED[target].includes(field));
}

/** The other column that has this meaning already, where only one can. */
export function takenBy(target: Target, mapping: Mapping, field: Meaning, column: string): string | undefined {
  if (FIELDS[target][field] !== 'one') {
    return undefined;
  }
  return Object.keys(mapping).find((other) => other !== column && mapping[other] === field);
}

/** Columns that mean the same although only one can, each with another one of them. */
export function conflicts(target: Target, mapping: Mapping): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(mapping).flatMap(([column, field]) => {
      const other = takenBy(target, mapping, field, column);
      return other === undefined ? [] : [[column, other]];
    }),
  );
}

/** What differs from the suggestion: the server is told no more. */
export function corrections(suggested: Mapping, chosen: Mapping): Record<string, Meaning> {
  return Object.fromEntries(Object.entries(chosen).filter(([column, field]) => suggested[column] !== field));
}

/** The first values of a column that say something. */
export function samplesOf(rows: readonly (readonly string[])[], column: number, most: number): string[] {
  const values = rows.map((row) => (row[column] ?? '').trim()).filter((value) => value !== '');
  return [...new Set(values)].slice(0, most);
}
