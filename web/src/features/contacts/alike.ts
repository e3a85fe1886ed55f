import { answer, api } from '@/lib/api';
import { matches, wordsOf } from '@/lib/words';
import { textsOf } from '@/ui/create/given';
import { t } from '@/ui/create/messages';
import type { Alike, Look } from '@/ui/create/useAlike';
import type { Contact } from './contact';

const MOST_FOUND = 5;
/** Fewer digits are in too many numbers. */
const LEAST_DIGITS = 6;

interface Typed {
  name: string;
  emails: string;
  phones: string;
}

/** How to look for the person whose contact is being typed: by e-mail, by phone, by name. */
export function contactLooks({ name, emails, phones }: Typed): Look[] {
  const email = textsOf(emails)
    .find((each) => /.@.+\../.test(each))
    ?.toLowerCase();
  const phone = textsOf(phones)
    .map(digitsOf)
    .find((digits) => digits.length >= LEAST_DIGITS);
  const hasEmail = (contact: Contact) => contact.emails.some((each) => each.toLowerCase() === email);
  const hasPhone = (contact: Contact) => contact.phones.some((each) => isPhone(each, phone ?? ''));
  const nameReason = (contact: Contact) =>
    sameName(name, contact.name) ? t('sameName') : matches(name, contact.name) ? t('similarName') : undefined;
  return [
    look('email', email, (contact) => (hasEmail(contact) ? t('sameEmail') : undefined)),
    look('phone', phone, (contact) => (hasPhone(contact) ? t('samePhone') : undefined)),
    look('name', fullName(name), nameReason),
  ];
}

function look(by: string, words: string | undefined, reasonFor: (contact: Contact) => string | undefined): Look {
  if (words === undefined) {
    return { query: undefined };
  }
  const queryFn = async ({ signal }: { signal: AbortSignal }): Promise<Alike[]> => {
    const query = {
      q: words,
      limit: MOST_FOUND,
      fields: 'name,emails,phones,jobTitle,organisation',
      include: 'company',
    };
    const { data } = await answer(api.GET('/api/contacts', { params: { query }, signal }));
    return data.flatMap((contact) => {
      const { id, name, jobTitle, company, organisation, emails } = contact;
      const reason = reasonFor(contact);
      const detail = [jobTitle, company?.name ?? organisation, emails[0]].filter(Boolean).slice(0, 2).join(' · ');
      return reason === undefined ? [] : { id, name, detail, reason };
    });
  };
  return { query: { queryKey: ['contacts', 'alike', by, words], queryFn, meta: { topics: ['companies'] } } };
}

/** A first name alone says nothing. */
function fullName(name: string): string | undefined {
  const words = wordsOf(name);
  return words.length >= 2 ? words.join(' ') : undefined;
}

function sameName(one: string, other: string): boolean {
  return wordsOf(one).toSorted().join(' ') === wordsOf(other).toSorted().join(' ');
}

/** Without the zeros in front, which stand for a country or for none. */
function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^0+/, '');
}

function isPhone({ typed, e164 }: Contact['phones'][number], digits: string): boolean {
  return digitsOf(typed) === digits || (e164 !== null && digitsOf(e164).endsWith(digits));
}
