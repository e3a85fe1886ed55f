import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState, type Dispatch, type SetStateAction } from 'react';
import { contactPath } from '@/lib/paths';
import { leaveTrail } from '@/lib/trail';
import { notifyUndo, textOf } from '@/ui/toast';
import { useStable } from '@/ui/useStable';
import type { Entry, Held, Row } from './book';
import { Blank, Columns, DropStrip, Ghost, Head } from './BookParts';
import { BookRow, type RowActions } from './BookRow';
import { knownBook, log, type Loggable } from './changes';
import { dropTarget, pinsEnd } from './dropTarget';
import { keepDraft } from './LogLine';
import { t } from './messages';
import { useBookKeys } from './useBookKeys';
import { useBookRows } from './useBookRows';
import { usePinDrag } from './usePinDrag';
import { usePins } from './usePins';
import css from './Book.module.css';

interface Props {
  rows: readonly Row[];
  total: number;
  /** Whether all of the book is here. */
  complete: boolean;
  canWrite: boolean;
  /** Whether these are the rows of the book itself, in which people can be moved. */
  isBook: boolean;
  held: Held | undefined;
  onHold: Dispatch<SetStateAction<Held | undefined>>;
  /** Says to those who do not see the list what happened in it. */
  announce: (text: string) => void;
}

/** What stays when one leaves the page and comes back. */
const remembered: { active: string | undefined; expanded: ReadonlySet<string>; offset: number } = {
  active: undefined,
  expanded: new Set(),
  offset: 0,
};

export function BookList({ rows, total, complete, canWrite, isBook, held, onHold, announce }: Props) {
  const navigate = useNavigate();
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const [expanded, setExpanded] = useState(remembered.expanded);
  const [writing, setWriting] = useState<{ id: string; kind: Loggable; error?: string }>();
  const entries = useMemo(() => rows.flatMap((row) => (row.kind === 'entry' ? [row.entry] : [])), [rows]);
  const list = useBookRows({
    rows,
    rowHeight: phone ? 56 : 38,
    active: isBook ? remembered.active : undefined,
    offset: isBook ? remembered.offset : 0,
    onLeave: (active, offset) => {
      if (isBook) {
        Object.assign(remembered, { active, offset });
      }
    },
  });
  const { virtualizer, scroller } = list;
  const pins = usePins(announce);
  const activeIndex = Math.max(
    0,
    entries.findIndex(({ id }) => id === list.active),
  );

  const activate = (entry: Entry, focus = false) => {
    onHold((before) => (before?.id === entry.id ? before : undefined));
    list.activate(entry.id, focus);
  };
  const show = (entry: Entry, open: boolean) => {
    const next = new Set(expanded);
    if (open) {
      next.add(entry.id);
    } else {
      next.delete(entry.id);
    }
    remembered.expanded = next;
    setExpanded(next);
  };
  /** Leaves the row where it is until one goes on, whatever its place becomes. */
  const hold = (entry: Entry) => {
    if (isBook) {
      onHold({ id: entry.id, index: entries.findIndex(({ id }) => id === entry.id) });
    }
  };
  const write = (entry: Entry, kind: Loggable) => {
    activate(entry);
    setWriting({ id: entry.id, kind });
  };
  const save = async (entry: Entry, kind: Loggable, text: string) => {
    setWriting(undefined);
    hold(entry);
    list.activate(entry.id, true);
    try {
      const undo = await log(entry, kind, text);
      notifyUndo(saidOf(entry, kind, total), undo);
    } catch (error) {
      keepDraft(entry, kind, text);
      setWriting({ id: entry.id, kind, error: textOf(error) });
    }
  };
  const togglePin = (entry: Entry) => {
    hold(entry);
    list.activate(entry.id, false);
    if (entry.pinned) {
      pins.takeOff(entry);
    } else {
      pins.put(entry);
    }
  };
  const movePin = (entry: Entry, by: number) => {
    if (isBook && pins.moveBy(entry, by)) {
      onHold(undefined);
      list.follow(entry.id);
    }
  };

  const { drag, grab } = usePinDrag({
    scroller,
    targetAt: (dragged, offset, fromTop) =>
      dropTarget({ rows, places: virtualizer.measurementsCache, dragged, offset, fromTop }),
    onDrop: (entry, target) => {
      onHold(undefined);
      if (target?.kind === 'unpin') {
        pins.takeOff(entry);
      } else if (target !== undefined) {
        pins.put(entry, target.slot);
      }
    },
  });

  /** So that the contact's page can lead to the next one of the book. */
  const leave = () =>
    leaveTrail(
      '/contacts',
      entries.map(({ id }) => id),
    );
  const isShown = (entry: Entry) => expanded.has(entry.id);
  useBookKeys(
    {
      step: (by) => {
        const next = entries[list.active === undefined ? 0 : activeIndex + by];
        if (next !== undefined) {
          activate(next, true);
        }
      },
      withActive: (act) => () => {
        const entry = entries[activeIndex];
        if (entry !== undefined) {
          act(entry);
        }
      },
      open: (entry) => {
        leave();
        void navigate({ to: contactPath(entry.id) });
      },
      isShown,
      show,
      write,
      togglePin,
      movePin,
    },
    canWrite,
  );
  const actions = useStable<RowActions>({
    activate,
    toggle: (entry) => show(entry, !isShown(entry)),
    write,
    save: (entry, kind, text) => void save(entry, kind, text),
    leave: (entry) => {
      setWriting(undefined);
      list.activate(entry.id, true);
    },
    togglePin,
    grab,
  });

  const activeId = entries[activeIndex]?.id;
  const pinsAreAbove = pinsEnd(rows, virtualizer.measurementsCache) < (virtualizer.scrollOffset ?? 0);
  return (
    <div className={css['book']} role="treegrid" aria-label={t('title')} aria-rowcount={total}>
      <Columns />
      <div className={css['viewport']} role="presentation">
        {drag !== undefined && !drag.entry.pinned && pinsAreAbove && <DropStrip over={drag.target !== undefined} />}
        <div
          ref={scroller}
          className={css['scroller']}
          role="rowgroup"
          onClickCapture={({ target }) => target instanceof Element && target.closest('a') !== null && leave()}
        >
          <div className={css['rows']} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map((item) => {
              const row = rows[item.index];
              return (
                <div
                  key={item.key}
                  ref={virtualizer.measureElement}
                  data-index={item.index}
                  role="presentation"
                  className={css['item']}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  {row?.kind === 'head' && <Head row={row} complete={complete} canWrite={canWrite} />}
                  {row?.kind === 'blank' && <Blank />}
                  {row?.kind === 'entry' && (
                    <BookRow
                      entry={row.entry}
                      reason={isBook ? row.reason : undefined}
                      active={row.key === activeId}
                      expanded={isShown(row.entry)}
                      moves={row.key === held?.id && row.entry.place !== held.index + 1}
                      writing={row.key === writing?.id ? writing : undefined}
                      canWrite={canWrite}
                      actions={actions}
                    />
                  )}
                </div>
              );
            })}
            {drag?.target?.kind === 'pin' && drag.target.lineAt !== undefined && (
              <div className={css['dropLine']} style={{ top: drag.target.lineAt - 1 }} />
            )}
          </div>
        </div>
      </div>
      {drag !== undefined && <Ghost drag={drag} />}
    </div>
  );
}

function saidOf(entry: Entry, kind: Loggable, total: number): string {
  const { name } = entry;
  if (kind === 'note') {
    return t('noteSaved', { name });
  }
  const place = knownBook().find(({ id }) => id === entry.id)?.place ?? entry.place;
  return place === entry.place ? t('callLoggedSame', { name, place }) : t('callLogged', { name, place, total });
}
