import IconRepeat from '@tabler/icons-react/dist/esm/icons/IconRepeat.mjs';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '@/ui/EmptyState';
import { RelativeTime } from '@/ui/RelativeTime';
import { repeatedQuery } from './duplicates';
import css from './Duplicates.module.css';
import { t } from './duplicatesMessages';
import { MoreList } from './MoreList';

/** Who asked again: what was entered, by whom, and which lead has it. */
export function RepeatedList() {
  const query = useInfiniteQuery(repeatedQuery);
  const touches = query.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <MoreList
      query={query}
      label={t('repeated')}
      empty={
        <EmptyState icon={IconRepeat} title={t('noneRepeated')}>
          {t('noneRepeatedText')}
        </EmptyState>
      }
    >
      {touches.map(({ id, at, source, campaign, model, customerName, remarks, phones, user, lead }) => (
        <li key={id} className={css['entry']}>
          <p className={css['name']}>
            {customerName} <span className={css['number']}>{phones[0]?.typed}</span>
          </p>
          <p className={css['quiet']}>
            {[source, campaign, model].filter(Boolean).join(' · ')} · <RelativeTime at={at} /> ·{' '}
            {user === null ? t('enteredByNobody') : t('enteredBy', { who: user.name })}
          </p>
          {remarks !== null && <p className={css['text']}>{remarks}</p>}
          <p className={css['quiet']}>
            <Link to="/leads/$uid" params={{ uid: lead.uid }} className={css['link']}>
              {t('keptWith', { uid: lead.uid })}
            </Link>{' '}
            · {lead.customerName} · {lead.ps === null ? t('nobody') : t('follows', { who: lead.ps.name })}
          </p>
        </li>
      ))}
    </MoreList>
  );
}
