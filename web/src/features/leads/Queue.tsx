import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useNow } from '@/lib/clock';
import { formatRelative } from '@/lib/format';
import { patchRows } from '@/lib/pages';
import { leaveTrail } from '@/lib/trail';
import { notifyProblem, notifyUndo, textOf } from '@/ui/toast';
import type { PagedRows } from '@/ui/table/usePagedRows';
import { useStable } from '@/ui/useStable';
import { followUp, groupOf, type FollowUpMade, type Group, type Lead } from './lead';
import { takeBackFollowUp } from './history';
import { t } from './deskMessages';
import { type Outcome } from './outcomes';
import { t as named } from './messages';
import { QueueRow, type RowActions } from './QueueRow';
import { useQueueKeys } from './useQueueKeys';
import css from './Queue.module.css';

interface Props {
  rows: PagedRows<Lead>;
  /** How many stand under a heading, where that is known. */
  counts: Partial<Record<Group, string>>;
  canWrite: boolean;
}

const ROW_HEIGHT = 38;
const SEARCHED_ROWS = 300;
/** What waits for somebody, what is due first: only the rows in sight exist, and only their pages are fetched. */
export function Queue({ rows, counts, canWrite }: Props) {
  const navigate = useNavigate();
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<{ id: string; index: number }>();
  const [writing, setWriting] = useState<{ id: string; error?: string }>();
  const active = chosen === undefined ? 0 : indexOf(rows, chosen.id, chosen.index);
  const activeLead = rows.rowAt(active);

  // eslint-disable-next-line react-hooks/incompatible-library -- what it returns is used in this render only
  const virtualizer = useVirtualizer({
    count: rows.reachable,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: useCallback((index: number) => rows.rowAt(index)?.id ?? index, [rows]),
    // Keys need the element that has the focus, also when it was scrolled away.
    rangeExtractor: useCallback(
      (range: Range) => {
        const indexes = defaultRangeExtractor(range);
        return indexes.includes(active) ? indexes : [...indexes, active].sort((a, b) => a - b);
      },
      [active],
    ),
    overscan: 8,
    scrollPaddingStart: 64,
    scrollPaddingEnd: 80,
    onChange: ({ range }) => {
      if (range !== null) {
        rows.show(range.startIndex, range.endIndex);
      }
    },
  });

  const wish = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (wish.current !== undefined && wish.current === activeLead?.id) {
      virtualizer.scrollToIndex(active, { align: 'auto' });
      const element = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(wish.current)}"]`);
      if (element) {
        wish.current = undefined;
        element.focus({ preventScroll: true });
      }
    }
  });
  useEffect(() => {
    if (chosen !== undefined) {
      setChosen((before) => (before?.index === active ? before : before && { ...before, index: active }));
    }
  }, [active, chosen]);

  const goTo = (lead: Lead | undefined, index: number) => {
    if (lead !== undefined) {
      wish.current = lead.id;
      setChosen({ id: lead.id, index });
    }
  };
  /** Shows what was made of it at once; the queue goes on with the lead after it. */
  const save = async (lead: Lead, made: FollowUpMade) => {
    setWriting(undefined);
    const at = indexOf(rows, lead.id, active);
    const after = rows.rowAt(at + 1) ?? rows.rowAt(at - 1);
    goTo(after ?? lead, after === rows.rowAt(at + 1) ? at + 1 : at - 1);
    const undo = patchRows<Lead>('leads', lead.id, { attempts: lead.attempts + 1 });
    try {
      const { lead: followed, followUp: entry } = await followUp(lead.uid, made);
      const { customerName: name, nextFollowUpAt: next } = followed;
      const outcome = t(made.outcome);
      notifyUndo(
        next === null ? t('loggedLast', { name, outcome }) : t('logged', { name, outcome, when: formatRelative(next) }),
        () => takeBackFollowUp(lead.uid, entry.id),
      );
    } catch (error) {
      undo();
      if (made.remarks == null) {
        notifyProblem(error);
      } else {
        goTo(lead, at);
        setWriting({ id: lead.id, error: textOf(error) });
      }
    }
  };
  const leave = () => {
    const known = Array.from({ length: Math.min(rows.reachable, 1_000) }, (_, index) => rows.rowAt(index)?.uid);
    leaveTrail(
      '/leads',
      known.filter((uid) => uid !== undefined),
    );
  };
  const write = (lead: Lead, index: number) => {
    setChosen({ id: lead.id, index });
    setWriting({ id: lead.id });
  };
  const actions = useStable<RowActions>({
    activate: (lead, index) => setChosen((before) => (before?.id === lead.id ? before : { id: lead.id, index })),
    write,
    save: (lead, made) => void save(lead, made),
    leave: (lead) => {
      setWriting(undefined);
      goTo(lead, active);
    },
    log: (lead: Lead, outcome: Outcome) => void save(lead, { outcome, channel: 'call' }),
  });
  useQueueKeys(
    {
      step: (by) => goTo(rows.rowAt(chosen === undefined ? 0 : active + by), chosen === undefined ? 0 : active + by),
      withActive: (act) => () => {
        if (activeLead !== undefined) {
          act(activeLead);
        }
      },
      open: ({ uid }) => {
        leave();
        void navigate({ to: '/leads/$uid', params: { uid } });
      },
      write: (lead) => write(lead, active),
      log: (lead, outcome) => void save(lead, { outcome, channel: 'call' }),
    },
    canWrite,
  );

  return (
    <div
      ref={scroller}
      className={css['queue']}
      role="grid"
      aria-label={named('title')}
      aria-rowcount={rows.total}
      data-previous={rows.isPrevious || undefined}
      onClickCapture={({ target }) => target instanceof Element && target.closest('a') !== null && leave()}
    >
      <div className={css['rows']} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const lead = rows.rowAt(index);
          const before = index === 0 ? undefined : rows.rowAt(index - 1);
          const group = lead && groupOf(lead, now);
          const begins = group !== undefined && (index === 0 || (before && groupOf(before, now) !== group));
          return (
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              role="presentation"
              className={css['item']}
              style={{ transform: `translateY(${start}px)` }}
            >
              {begins && (
                <div role="row" className={css['head']} data-group={group}>
                  <div role="gridcell">
                    <span className={css['headName']}>{t(group)}</span> {counts[group]}
                  </div>
                </div>
              )}
              {lead === undefined ? (
                <div className={css['blank']} aria-hidden>
                  <span />
                </div>
              ) : (
                <QueueRow
                  lead={lead}
                  index={index}
                  group={group ?? 'later'}
                  active={index === active}
                  writing={writing?.id === lead.id ? writing : undefined}
                  canWrite={canWrite}
                  actions={actions}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Where a lead stands by now; where it stood, if it is gone. */
function indexOf(rows: PagedRows<Lead>, id: string, near: number): number {
  for (let distance = 0; distance <= SEARCHED_ROWS; distance++) {
    if (rows.rowAt(near + distance)?.id === id) {
      return near + distance;
    }
    if (rows.rowAt(near - distance)?.id === id) {
      return near - distance;
    }
  }
  return Math.max(0, Math.min(near, rows.reachable - 1));
}
