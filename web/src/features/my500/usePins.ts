import { notifyProblem, notifyUndo } from '@/ui/toast';
import type { Entry } from './book';
import { knownBook, pin, unpin } from './changes';
import { t } from './messages';

/** Pinning, unpinning and moving pins, each with what is said about it and the way back. */
export function usePins(announce: (text: string) => void) {
  const pins = (): Entry[] => knownBook().filter(({ pinned }) => pinned);
  const slotOf = (entry: Entry): number => pins().findIndex(({ id }) => id === entry.id);
  const placeOf = (entry: Entry): number => knownBook().find(({ id }) => id === entry.id)?.place ?? entry.place;

  const put = async (entry: Entry, slot?: number) => {
    const before = slotOf(entry);
    await pin(entry.id, slot);
    notifyUndo(t('nowPinned', { name: entry.name, place: placeOf(entry) }), () =>
      before < 0 ? unpin(entry.id) : pin(entry.id, before),
    );
  };
  const takeOff = async (entry: Entry) => {
    const before = slotOf(entry);
    await unpin(entry.id);
    notifyUndo(t('nowUnpinned', { name: entry.name, place: placeOf(entry) }), () => pin(entry.id, before));
  };
  const move = async (entry: Entry, slot: number) => {
    await pin(entry.id, slot);
    announce(t('movedTo', { name: entry.name, place: placeOf(entry) }));
  };
  return {
    put: (entry: Entry, slot?: number) => void put(entry, slot).catch(notifyProblem),
    takeOff: (entry: Entry) => void takeOff(entry).catch(notifyProblem),
    /** @returns whether there is such a place among the pins */
    moveBy: (entry: Entry, by: number): boolean => {
      const slot = slotOf(entry) + by;
      const moves = entry.pinned && slot >= 0 && slot < pins().length;
      if (moves) {
        void move(entry, slot).catch(notifyProblem);
      }
      return moves;
    },
  };
}
