import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';

/**
 * Puts the entries of a list in another order: the handle of each is dragged, by mouse, pen or finger, or moved with the
 * arrow keys. The list's children are the entries, in their order. `onDropped` is called when one stays where it is.
 */
export function useReorder(
  keys: readonly string[],
  onMove: (key: string, place: number) => void,
  onDropped?: () => void,
) {
  const list = useRef<HTMLUListElement>(null);
  const [dragged, setDragged] = useState<string>();

  const placeAt = (y: number) => {
    const boxes = [...(list.current?.children ?? [])].map((child) => child.getBoundingClientRect());
    const place = boxes.findIndex(({ bottom }) => y < bottom);
    return place < 0 ? boxes.length - 1 : place;
  };
  const drop = () => {
    if (dragged !== undefined) {
      setDragged(undefined);
      onDropped?.();
    }
  };
  const handle = (key: string) => ({
    onKeyDown: (event: KeyboardEvent) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      const place = keys.indexOf(key) + (by ?? 0);
      if (by !== undefined) {
        event.preventDefault();
        if (place >= 0 && place < keys.length) {
          onMove(key, place);
          onDropped?.();
        }
      }
    },
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0) {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragged(key);
      }
    },
    onPointerMove: (event: PointerEvent) => {
      const place = dragged === key ? placeAt(event.clientY) : -1;
      if (place >= 0 && place !== keys.indexOf(key)) {
        onMove(key, place);
      }
    },
    onPointerUp: drop,
    onPointerCancel: drop,
  });
  return { list, handle, dragged };
}
