import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useRef, useState, type PointerEvent } from 'react';
import { formatMoney, formatNumber } from '@/lib/format';
import { notifyProblem } from '@/ui/toast';
import type { BoardStage } from './board';
import css from './Board.module.css';
import type { Deal } from './deal';
import { DealCard } from './DealCard';
import { t } from './messages';
import { seenTo } from './useBoard';

/** A card and the gap below it. */
export const CARD_PIXELS = 92;
/** So many cards before the end of what is known the next ones are asked for. */
const AHEAD = 20;

interface Props {
  stage: BoardStage;
  exact: boolean;
  /** The deal on its way, and the line where it would go. */
  held: string | undefined;
  line: number | undefined;
  /** The card that one was at last. */
  current: string | undefined;
  onGrab: (deal: Deal, event: PointerEvent<HTMLElement>) => void;
  onFocus: (id: string) => void;
  more: (stage: BoardStage) => Promise<void>;
  /** Hands out what brings a card into sight. */
  register: (stageId: string, scrollTo: ((index: number) => void) | undefined) => void;
}

/** One stage: what it comes to, and its cards, of which only those in sight are drawn. */
export const BoardColumn = memo(function BoardColumn(props: Props) {
  const { stage, exact, held, line, current, onGrab, onFocus, more, register } = props;
  const { id, deals, next } = stage;
  const scroller = useRef<HTMLDivElement>(null);
  const cards = next === null ? deals.length : Math.max(stage.count, deals.length + 1);
  const virtual = useVirtualizer({
    count: cards,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_PIXELS,
    overscan: 5,
    paddingStart: 2,
    paddingEnd: 8,
    getItemKey: useCallback((index: number) => deals[index]?.id ?? index, [deals]),
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  const asking = useRef(false);
  // What was fetched is of no use where the column was fetched again meanwhile: nothing changes, and there is more to ask for.
  const [answers, setAnswers] = useState(0);
  const { length } = deals;
  useEffect(() => {
    seenTo(id, last);
    if (next !== null && last >= length - AHEAD && !asking.current) {
      asking.current = true;
      more(stage)
        .finally(() => {
          asking.current = false;
        })
        .then(() => setAnswers((count) => count + 1), notifyProblem);
    }
  }, [answers, id, last, length, next, more, stage]);
  useEffect(() => () => seenTo(id, undefined), [id]);
  useEffect(() => {
    register(id, (index) => virtual.scrollToIndex(index));
    return () => register(id, undefined);
  }, [id, register, virtual]);

  const inReach = items.some(({ index }) => deals[index]?.id === current);
  const firstInSight = virtual.range?.startIndex ?? 0;
  return (
    <section
      className={css['column']}
      data-stage={id}
      data-kind={stage.kind}
      data-over={line !== undefined || undefined}
      aria-label={t('column', { stage: stage.name, found: t('found', { count: stage.count }) })}
    >
      <header className={css['head']}>
        <span className={css['dot']} aria-hidden />
        <h2 className={css['stage']}>{stage.name}</h2>
        <span className={css['count']}>
          {exact ? formatNumber(stage.count) : t('atLeast', { count: formatNumber(stage.count) })}
        </span>
        <span className={css['totals']}>
          {stage.totals.map(({ currency, value }) => (
            <span key={currency}>{formatMoney(value, currency)}</span>
          ))}
        </span>
      </header>
      <div className={css['scroll']} ref={scroller} data-scroll>
        {cards === 0 && line === undefined && <p className={css['none']}>{t('noDeals')}</p>}
        <ul className={css['cards']} data-cards style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start, key }) => {
            const deal = deals[index];
            return (
              <li key={key} className={css['item']} style={{ transform: `translateY(${start}px)` }}>
                {deal === undefined ? (
                  <div className={css['coming']} />
                ) : (
                  <DealCard
                    deal={deal}
                    held={deal.id === held}
                    tabbable={inReach ? deal.id === current : index === firstInSight}
                    onGrab={onGrab}
                    onFocus={onFocus}
                  />
                )}
              </li>
            );
          })}
        </ul>
        {line !== undefined && <div className={css['line']} style={{ top: line * CARD_PIXELS }} aria-hidden />}
      </div>
    </section>
  );
});
