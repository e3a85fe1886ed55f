import { answer, api } from '@/lib/api';
import { matches, wordsOf } from '@/lib/words';
import { t } from '@/ui/create/messages';
import type { Alike, Look } from '@/ui/create/useAlike';
import type { Company } from './company';

const MOST_FOUND = 5;
const LEAST_LETTERS = 3;
/** What companies are by law is left out of their names as often as not. */
const LEGAL_FORMS = new Set(
  'gmbh ag kg ug mbh co ltd limited llc llp plc inc corp sa sas sarl srl spa bv nv oy ab as'.split(' '),
);

interface Typed {
  name: string;
  domain: string;
}

/** How to look for the company that is being typed: by its domain, by its name. */
export function companyLooks({ name, domain }: Typed): Look[] {
  const host = hostOf(domain);
  const plain = plainName(name);
  const nameReason = (company: Company) =>
    plainName(company.name) === plain ? t('sameName') : matches(plain, company.name) ? t('similarName') : undefined;
  return [
    look('domain', /.\../.test(host) ? host : undefined, (company) =>
      hostOf(company.domain ?? '') === host ? t('sameDomain') : undefined,
    ),
    look('name', plain.length >= LEAST_LETTERS ? plain : undefined, nameReason),
  ];
}

function look(by: string, words: string | undefined, reasonFor: (company: Company) => string | undefined): Look {
  if (words === undefined) {
    return { query: undefined };
  }
  const queryFn = async ({ signal }: { signal: AbortSignal }): Promise<Alike[]> => {
    const query = { q: words, limit: MOST_FOUND, fields: 'name,domain,industry,city' };
    const { data } = await answer(api.GET('/api/companies', { params: { query }, signal }));
    return data.flatMap((company) => {
      const { id, name, domain, industry, city } = company;
      const reason = reasonFor(company);
      const detail = [domain, industry, city].filter(Boolean).slice(0, 2).join(' · ');
      return reason === undefined ? [] : { id, name, detail, reason };
    });
  };
  return { query: { queryKey: ['companies', 'alike', by, words], queryFn } };
}

function plainName(name: string): string {
  return wordsOf(name)
    .filter((word) => !LEGAL_FORMS.has(word))
    .join(' ');
}

function hostOf(domain: string): string {
  return domain
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/\/.*$/, '');
}
