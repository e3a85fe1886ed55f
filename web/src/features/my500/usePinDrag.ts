import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent, type RefObject } from 'react';
import type { Entry } from './book';
import type { Target } from './dropTarget';

export interface Drag {
  entry: Entry;
  x: number;
  y: number;
  target: Target;
}

interface Options {
  scroller: RefObject<HTMLElement | null>;
  /** What is meant by this height in the list, counted from its beginning. */
  targetAt: (entry: Entry, offset: number, fromTop: number) => Target;
  onDrop: (entry: Entry, target: Target) => void;
}

const THRESHOLD_PIXELS = 4;
const EDGE_PIXELS = 40;
const FASTEST_PIXELS = 14;

/** Drags people by pointer: by mouse, pen and finger alike. Escape leaves everything as it was. */
export function usePinDrag({ scroller, targetAt, onDrop }: Options) {
  const [drag, setDrag] = useState<Drag>();
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);

  const grab = (entry: Entry, event: ReactPointerEvent<HTMLElement>) => {
    if (event.button !== 0) {
      return;
    }
    event.preventDefault();
    const start = { x: event.clientX, y: event.clientY };
    let at = start;
    let target: Target;
    let moving = false;
    let frame = 0;

    const update = () => {
      const element = scroller.current;
      if (element !== null) {
        const top = at.y - element.getBoundingClientRect().top;
        target = targetAt(entry, element.scrollTop + top, top);
        setDrag({ entry, ...at, target });
      }
    };
    const scroll = () => {
      const element = scroller.current;
      if (element !== null) {
        const box = element.getBoundingClientRect();
        const speed = edgeSpeed(at.y - box.top, box.height);
        if (speed !== 0) {
          element.scrollTop += speed;
          update();
        }
      }
      frame = requestAnimationFrame(scroll);
    };
    const onMove = (move: PointerEvent) => {
      at = { x: move.clientX, y: move.clientY };
      if (!moving && Math.hypot(at.x - start.x, at.y - start.y) >= THRESHOLD_PIXELS) {
        moving = true;
        frame = requestAnimationFrame(scroll);
      }
      if (moving) {
        update();
      }
    };
    const end = () => {
      stop.current?.();
      setDrag(undefined);
    };
    const onUp = () => {
      end();
      if (moving) {
        onDrop(entry, target);
      }
    };
    const onKey = (key: KeyboardEvent) => {
      if (key.key === 'Escape') {
        key.preventDefault();
        end();
      }
    };
    stop.current = () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', end);
      window.removeEventListener('keydown', onKey, true);
      stop.current = undefined;
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', end);
    window.addEventListener('keydown', onKey, true);
  };
  return { drag, grab };
}

/** How fast the list scrolls while somebody is held near its edge: the nearer, the faster. */
export function edgeSpeed(fromTop: number, height: number): number {
  const above = Math.max(0, EDGE_PIXELS - fromTop);
  const below = Math.max(0, fromTop - (height - EDGE_PIXELS));
  const near = Math.min(EDGE_PIXELS, below) - Math.min(EDGE_PIXELS, above);
  return Math.round((near / EDGE_PIXELS) * FASTEST_PIXELS);
}
