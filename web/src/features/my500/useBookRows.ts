import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Row } from './book';

const HEAD_HEIGHT = 32;
const SEEN_BEYOND_EDGE = 48;

interface Options {
  rows: readonly Row[];
  rowHeight: number;
  /** Where one was when one was here last. */
  active: string | undefined;
  offset: number;
  onLeave: (active: string | undefined, offset: number) => void;
}

/**
 * The rows that are on the screen, the one that keys speak to, and the promise that nothing jumps: whatever changes
 * above, that row (or the first one that is seen) stays where it is on the screen.
 */
export function useBookRows({ rows, rowHeight, active: activeBefore, offset, onLeave }: Options) {
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(activeBefore);
  const indexes = useMemo(() => new Map(rows.map((row, index) => [row.key, index])), [rows]);
  const activeIndex = indexes.get(active ?? '');

  // eslint-disable-next-line react-hooks/incompatible-library -- what it returns is used in this render only
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'head' ? HEAD_HEIGHT : rowHeight),
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    // Keys need the element that has the focus, also when it was scrolled away.
    rangeExtractor: useCallback((range: Range) => withIndex(defaultRangeExtractor(range), activeIndex), [activeIndex]),
    overscan: 8,
    initialOffset: offset,
    scrollPaddingStart: SEEN_BEYOND_EDGE,
    scrollPaddingEnd: SEEN_BEYOND_EDGE,
  });
  const startOf = (key: string) => virtualizer.measurementsCache[indexes.get(key) ?? -1]?.start;

  const seen = useRef(new Map<string, number>());
  const wish = useRef<{ key: string; focus: boolean }>(undefined);

  useLayoutEffect(() => {
    const element = scroller.current;
    const anchor = anchorOf(seen.current, active, indexes);
    const start = anchor === undefined ? undefined : startOf(anchor);
    if (element !== null && anchor !== undefined && start !== undefined && wish.current === undefined) {
      const wanted = start - (seen.current.get(anchor) ?? 0);
      if (Math.abs(wanted - element.scrollTop) >= 1) {
        element.scrollTop = wanted;
      }
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only other rows may make the view move
  }, [rows]);

  useLayoutEffect(() => {
    const wanted = wish.current;
    const index = wanted && indexes.get(wanted.key);
    if (wanted !== undefined && index !== undefined) {
      wish.current = undefined;
      virtualizer.scrollToIndex(index, { align: 'auto' });
      if (wanted.focus) {
        elementOf(scroller.current, wanted.key)?.focus({ preventScroll: true });
      }
    }
  });

  useEffect(() => {
    const element = scroller.current;
    if (element !== null) {
      seen.current = new Map(
        virtualizer
          .getVirtualItems()
          .filter((item) => item.end > element.scrollTop && item.start < element.scrollTop + element.clientHeight)
          .map((item) => [String(item.key), item.start - element.scrollTop]),
      );
    }
  });

  const leaving = useRef(onLeave);
  const last = useRef({ active, offset });
  useEffect(() => {
    leaving.current = onLeave;
    last.current = { active, offset: scroller.current?.scrollTop ?? 0 };
  });
  useEffect(() => () => leaving.current(last.current.active, last.current.offset), []);

  return {
    active,
    virtualizer,
    scroller,
    /** Makes it the row that keys speak to; with focus it also comes into view. */
    activate: (key: string, focus: boolean) => {
      if (focus) {
        wish.current = { key, focus };
      }
      setActive(key);
    },
    /** Goes along with a row that is about to move. */
    follow: (key: string) => {
      wish.current = { key, focus: false };
    },
  };
}

function withIndex(indexes: number[], index: number | undefined): number[] {
  return index === undefined || indexes.includes(index) ? indexes : [...indexes, index].sort((a, b) => a - b);
}

function anchorOf(
  seen: ReadonlyMap<string, number>,
  active: string | undefined,
  rows: ReadonlyMap<string, number>,
): string | undefined {
  if (active !== undefined && seen.has(active) && rows.has(active)) {
    return active;
  }
  return [...seen.keys()].find((key) => rows.has(key));
}

function elementOf(scroller: HTMLElement | null, key: string): HTMLElement | null {
  return scroller?.querySelector(`[data-row="${CSS.escape(key)}"]`) ?? null;
}
