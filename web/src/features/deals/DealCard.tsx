import IconCalendarEvent from '@tabler/icons-react/dist/esm/icons/IconCalendarEvent.mjs';
import { Link } from '@tanstack/react-router';
import { memo, type PointerEvent } from 'react';
import { formatDate, formatMoney, formatShortDate } from '@/lib/format';
import { PersonAvatar } from '@/ui/PersonAvatar';
import { daysSince, isPast } from './dates';
import type { Deal } from './deal';
import css from './DealCard.module.css';
import { t } from './messages';

interface Props {
  deal: Deal;
  tabbable: boolean;
  /** It is on its way to another place. */
  held: boolean;
  onGrab: (deal: Deal, event: PointerEvent<HTMLElement>) => void;
  onFocus: (id: string) => void;
}

/** A deal on the board; a link to its page. */
export const DealCard = memo(function DealCard({ deal, tabbable, held, onGrab, onFocus }: Props) {
  return (
    <Link
      to="/deals/$id"
      params={{ id: deal.id }}
      className={css['card']}
      data-deal={deal.id}
      data-held={held || undefined}
      tabIndex={tabbable ? 0 : -1}
      draggable={false}
      aria-describedby="board-keys"
      onPointerDown={(event) => onGrab(deal, event)}
      onFocus={() => onFocus(deal.id)}
    >
      <CardText deal={deal} />
    </Link>
  );
});

export function CardText({ deal }: { deal: Deal }) {
  const { name, company, owner, value, currency, expectedCloseDate, status } = deal;
  const late = status === 'open' && expectedCloseDate !== null && isPast(expectedCloseDate);
  return (
    <>
      <span className={css['name']}>{name}</span>
      <span className={css['company']}>{company?.name ?? ' '}</span>
      <span className={css['foot']}>
        <span className={css['value']} data-none={value === null || undefined}>
          {value === null ? t('noValue') : formatMoney(value, currency)}
        </span>
        {expectedCloseDate !== null && status === 'open' && <CloseDay day={expectedCloseDate} late={late} />}
        <Age since={deal.stageSince} />
        {owner && (
          <span title={owner.name}>
            <PersonAvatar name={owner.name} size={18} />
            <span className={css['hidden']}>{owner.name}</span>
          </span>
        )}
      </span>
    </>
  );
}

function CloseDay({ day, late }: { day: string; late: boolean }) {
  const noon = `${day}T12:00:00Z`;
  const said = late ? t('overdue', { day: formatDate(noon) }) : t('closesOn', { day: formatDate(noon) });
  return (
    <span className={css['day']} data-late={late || undefined} title={said}>
      <IconCalendarEvent size={12} stroke={1.8} aria-hidden />
      {formatShortDate(noon)}
    </span>
  );
}

function Age({ since }: { since: string }) {
  const days = daysSince(since);
  return (
    <span className={css['age']} title={t('daysInStage', { count: days })}>
      {t('daysShort', { count: days })}
    </span>
  );
}
