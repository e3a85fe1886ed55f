import { catalogue } from '@/lib/messages';

/** The texts of one company's page and of making companies; those of the lists stand in messages.ts. */
export const t = catalogue('company', {
  companies: 'Companies',
  name: 'Name',
  domain: 'Domain',
  website: 'Website',
  industry: 'Industry',
  parent: 'Part of',
  country: 'Country',
  city: 'City',
  phones: 'Phones',
  employees: 'Employees',
  revenue: 'Revenue',
  founded: 'Founded',
  owner: 'Owner',
  tags: 'Tags',
  source: 'Source',
  created: 'Created',
  timeline: 'Timeline',
  figures: 'Figures and deals',
  details: 'Details',
  phone: 'Phone',
  gone: 'This company was deleted.',
  namePlaceholder: 'Name of the company',
});
