import { answer, api } from '@/lib/api';
import type { Choice } from '@/lib/finding';
import { changed } from '@/lib/query';
import { textOrNull, textsOf } from '@/ui/create/given';
import { patchContact, type Contact } from './contact';

/** Stands for the id of a company that is made with the contact; a company without any id is a name and no more. */
export const NEW_COMPANY = 'new';
export const NO_COMPANY: Choice = { id: '', name: '' };

export interface NewContactValues extends Record<string, unknown> {
  name: string;
  emails: string;
  phones: string;
  organisation: Choice;
  jobTitle: string;
  ownerId: Choice | null;
}

export interface Created {
  contact: Contact;
  /** Why the contact's company could not be made; its name is kept at the contact. */
  companyProblem?: unknown;
}

export async function createContact({ organisation: company, ...values }: NewContactValues): Promise<Created> {
  const isRecord = company.id !== '' && company.id !== NEW_COMPANY;
  const body = {
    name: values.name.trim(),
    emails: textsOf(values.emails),
    phones: textsOf(values.phones),
    jobTitle: textOrNull(values.jobTitle),
    ownerId: values.ownerId?.id ?? null,
    ...(isRecord ? { companyId: company.id } : { organisation: textOrNull(company.name) }),
  };
  try {
    const contact = await answer(api.POST('/api/contacts', { body }));
    return company.id === NEW_COMPANY ? await withCompany(contact, company.name) : { contact };
  } finally {
    void changed('contacts', 'companies');
  }
}

/** The company comes after the contact: a contact that is refused leaves no company behind. */
async function withCompany(contact: Contact, name: string): Promise<Created> {
  try {
    const body = { name: name.trim(), ownerId: contact.ownerId };
    const company = await answer(api.POST('/api/companies', { body }));
    const changes = { companyId: company.id, organisation: null };
    return { contact: await patchContact(contact.id, changes, contact.version) };
  } catch (companyProblem) {
    return { contact, companyProblem };
  }
}
