import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '@/lib/api';
import { formatNumber } from '@/lib/format';
import { leaveTrail } from '@/lib/trail';
import { PersonAvatar } from '@/ui/PersonAvatar';
import { AsideSection } from '@/ui/RecordPage';
import css from './CompanyPeople.module.css';
import { t } from './recordMessages';

const SHOWN = 20;

const peopleQuery = (companyId: string) => ({
  queryKey: ['contacts', 'ofCompany', companyId],
  queryFn: ({ signal }: { signal: AbortSignal }) => {
    const query = { companyId, limit: SHOWN, fields: 'name,jobTitle,role', sort: 'name' as const };
    return answer(api.GET('/api/contacts', { params: { query }, signal }));
  },
});

/** Who works for a company. */
export function CompanyPeople({ companyId }: { companyId: string }) {
  const { data } = useQuery(peopleQuery(companyId));
  const people = data?.data ?? [];
  const total = data?.pagination.total ?? 0;
  return (
    <AsideSection title={t('people')} action={total > 0 && <span className={css['count']}>{formatNumber(total)}</span>}>
      {data !== undefined && people.length === 0 && <p className={css['none']}>{t('nobody')}</p>}
      <ul className={css['people']}>
        {people.map(({ id, name, jobTitle, role }) => (
          <li key={id}>
            <Link
              to="/contacts/$id"
              params={{ id }}
              className={css['person']}
              onClick={() =>
                leaveTrail(
                  '/contacts',
                  people.map((person) => person.id),
                )
              }
            >
              <PersonAvatar name={name} />
              <span className={css['name']}>{name}</span>
              <span className={css['job']}>{jobTitle ?? role}</span>
            </Link>
          </li>
        ))}
      </ul>
      {total > people.length && <p className={css['none']}>{t('othersWork', { count: total - people.length })}</p>}
    </AsideSection>
  );
}
