import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent, type RefObject } from 'react';
import type { Deal } from './deal';

/** Between which cards of a column a deal would go: so many are above. */
export interface Line {
  stageId: string;
  line: number;
}

export interface Drag {
  deal: Deal;
  x: number;
  y: number;
  target: Line | undefined;
}

interface Options {
  board: RefObject<HTMLElement | null>;
  cardPixels: number;
  /** How many cards of a column are known. */
  known: (stageId: string) => number;
  onDrop: (deal: Deal, target: Line) => void;
}

const THRESHOLD_PIXELS = 4;
const EDGE_PIXELS = 48;
const FASTEST_PIXELS = 16;
/** A finger that rests so long picks up; one that moves before scrolls. */
const HOLD_MILLIS = 280;

/** Drags cards by mouse, pen and finger. Escape leaves everything as it was. */
export function useBoardDrag({ board, cardPixels, known, onDrop }: Options) {
  const [drag, setDrag] = useState<Drag>();
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);

  const lineAt = (x: number, y: number): Line | undefined => {
    const column = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-stage]');
    const stageId = column?.dataset['stage'];
    const list = column?.querySelector('[data-cards]');
    if (stageId === undefined || !list) {
      return undefined;
    }
    const offset = y - list.getBoundingClientRect().top;
    return { stageId, line: Math.max(0, Math.min(known(stageId), Math.round(offset / cardPixels))) };
  };

  const grab = (deal: Deal, event: ReactPointerEvent<HTMLElement>) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    const byFinger = event.pointerType === 'touch';
    const start = { x: event.clientX, y: event.clientY };
    let at = start;
    let moving = false;
    let frame = 0;

    const update = () => setDrag({ deal, ...at, target: lineAt(at.x, at.y) });
    const begin = () => {
      moving = true;
      update();
      frame = requestAnimationFrame(scroll);
    };
    const scroll = () => {
      const column = document.elementFromPoint(at.x, at.y)?.closest('[data-stage]')?.querySelector('[data-scroll]');
      const down = column ? scrolled(column, 'scrollTop', at.y) : false;
      const along = board.current ? scrolled(board.current, 'scrollLeft', at.x) : false;
      if (down || along) {
        update();
      }
      frame = requestAnimationFrame(scroll);
    };
    const held = byFinger ? setTimeout(begin, HOLD_MILLIS) : undefined;

    const onMove = (move: PointerEvent) => {
      at = { x: move.clientX, y: move.clientY };
      const far = Math.hypot(at.x - start.x, at.y - start.y) >= THRESHOLD_PIXELS;
      if (moving) {
        update();
      } else if (far && byFinger) {
        end();
      } else if (far) {
        begin();
      }
    };
    const onTouchMove = (touch: TouchEvent) => {
      if (moving) {
        touch.preventDefault();
      }
    };
    const end = () => {
      stop.current?.();
      setDrag(undefined);
    };
    const onUp = () => {
      const target = moving ? lineAt(at.x, at.y) : undefined;
      if (moving) {
        // The card is a link, and letting go of it is no click.
        window.addEventListener('click', noClick, { capture: true, once: true });
        setTimeout(() => window.removeEventListener('click', noClick, true));
      }
      end();
      if (target !== undefined) {
        onDrop(deal, target);
      }
    };
    const onKey = (key: KeyboardEvent) => {
      if (key.key === 'Escape') {
        key.preventDefault();
        key.stopPropagation();
        end();
      }
    };
    stop.current = () => {
      clearTimeout(held);
      cancelAnimationFrame(frame);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', end);
      window.removeEventListener('touchmove', onTouchMove);
      window.removeEventListener('keydown', onKey, true);
      stop.current = undefined;
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', end);
    window.addEventListener('touchmove', onTouchMove, { passive: false });
    window.addEventListener('keydown', onKey, true);
  };
  return { drag, grab };
}

function noClick(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Scrolls while a card is held near an edge: the nearer, the faster. Answers whether it could. */
function scrolled(element: Element, side: 'scrollTop' | 'scrollLeft', at: number): boolean {
  const { top, left, height, width } = element.getBoundingClientRect();
  const [from, length] = side === 'scrollTop' ? [at - top, height] : [at - left, width];
  const before = Math.max(0, EDGE_PIXELS - from);
  const behind = Math.max(0, from - (length - EDGE_PIXELS));
  const near = Math.min(EDGE_PIXELS, behind) - Math.min(EDGE_PIXELS, before);
  const was = element[side];
  element[side] += Math.round((near / EDGE_PIXELS) * FASTEST_PIXELS);
  return element[side] !== was;
}
