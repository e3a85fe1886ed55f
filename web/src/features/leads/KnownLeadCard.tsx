import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatDate, formatRelative } from '@/lib/format';
import type { KnownLead } from './createLead';
import css from './KnownLeadCard.module.css';
import { statusName } from './lead';
import { t } from './newMessages';

interface Props {
  title: string;
  lead: KnownLead;
  onOpen: () => void;
  children: ReactNode;
}

/** The lead that a number belongs to: who has it, and since when. */
export function KnownLeadCard({ title, lead, onOpen, children }: Props) {
  const { uid, customerName, ps, cre, status, createdAt, mayOpen } = lead;
  const since = `${formatDate(createdAt)} (${formatRelative(createdAt)})`;
  return (
    <section className={css['card']}>
      <h3 className={css['title']}>{title}</h3>
      {customerName !== null && <p className={css['name']}>{customerName}</p>}
      <p className={css['text']}>
        {t('knownBy', { uid, who: whoHas(ps, cre), status: statusName(status), since })}{' '}
        {mayOpen && (
          <Link to="/leads/$uid" params={{ uid }} onClick={onOpen}>
            {t('open')}
          </Link>
        )}
      </p>
      <p className={css['text']}>{children}</p>
    </section>
  );
}

function whoHas(ps: KnownLead['ps'], cre: KnownLead['cre']): string {
  if (ps !== null) {
    return t('whoPs', { name: ps.name });
  }
  return cre === null ? t('whoNobody') : t('whoCre', { name: cre.name });
}
