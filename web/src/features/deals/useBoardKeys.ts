import { useState, type KeyboardEvent, type RefObject } from 'react';
import type { Board } from './board';
import type { Deal } from './deal';
import { t } from './messages';
import type { Line } from './useBoardDrag';

interface Options {
  board: Board | undefined;
  region: RefObject<HTMLElement | null>;
  writes: boolean;
  /** The card that one is at. */
  current: string | undefined;
  scrollTo: (stageId: string, index: number) => void;
  onDrop: (deal: Deal, target: Line) => void;
}

interface Held {
  deal: Deal;
  target: Line;
}

const MOST_FRAMES = 60;

/** Goes from card to card with the arrow keys, and moves one that was picked up with space. */
export function useBoardKeys({ board, region, writes, current, scrollTo, onDrop }: Options) {
  const [held, setHeld] = useState<Held>();
  const [said, setSaid] = useState('');
  const stages = board?.stages ?? [];

  /** Once it is there: it may have to be scrolled to, or still be on its way. */
  const focusCard = (stageId: string, id: string, frames = 0) => {
    requestAnimationFrame(() => {
      const card = region.current?.querySelector<HTMLElement>(`[data-stage="${stageId}"] [data-deal="${id}"]`);
      if (card) {
        card.focus({ preventScroll: true });
        card.closest('[data-stage]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      } else if (frames < MOST_FRAMES) {
        focusCard(stageId, id, frames + 1);
      }
    });
  };
  const goTo = (column: number, index: number) => {
    const stage = stages[column];
    const deal = stage?.deals[Math.min(index, stage.deals.length - 1)];
    if (stage !== undefined && deal !== undefined) {
      scrollTo(stage.id, Math.min(index, stage.deals.length - 1));
      focusCard(stage.id, deal.id);
    }
  };
  const walk = (key: string): boolean => {
    const column = stages.findIndex(({ deals }) => deals.some(({ id }) => id === current));
    const index = stages[column]?.deals.findIndex(({ id }) => id === current) ?? -1;
    if (index < 0) {
      return false;
    }
    const step = key === 'ArrowLeft' ? -1 : 1;
    switch (key) {
      case 'ArrowUp':
      case 'ArrowDown':
        goTo(column, Math.max(0, index + (key === 'ArrowUp' ? -1 : 1)));
        return true;
      case 'Home':
      case 'End':
        goTo(column, key === 'Home' ? 0 : (stages[column]?.deals.length ?? 1) - 1);
        return true;
      case 'ArrowLeft':
      case 'ArrowRight': {
        let next = column + step;
        while (stages[next]?.deals.length === 0) {
          next += step;
        }
        goTo(next, index);
        return true;
      }
      default:
        return false;
    }
  };

  const whereSaid = ({ deal, target }: Held) => {
    const stage = stages.find(({ id }) => id === target.stageId);
    const others = (stage?.deals ?? []).filter(({ id }) => id !== deal.id);
    const above = (stage?.deals ?? []).slice(0, target.line).filter(({ id }) => id !== deal.id).length;
    const of = (stage?.count ?? 0) + (stage?.deals.length === others.length ? 1 : 0);
    return t('placeIn', { place: above + 1, of, stage: stage?.name ?? '' });
  };
  const aim = (next: Held, say: (where: string) => string) => {
    setHeld(next);
    setSaid(say(whereSaid(next)));
    scrollTo(next.target.stageId, Math.max(0, next.target.line - 1));
    region.current
      ?.querySelector(`[data-stage="${next.target.stageId}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const pickUp = () => {
    const stage = stages.find(({ deals }) => deals.some(({ id }) => id === current));
    const line = stage?.deals.findIndex(({ id }) => id === current) ?? -1;
    const deal = stage?.deals[line];
    if (stage !== undefined && deal !== undefined) {
      // The card may scroll out of sight and cease to be there while it is held.
      region.current?.focus({ preventScroll: true });
      aim({ deal, target: { stageId: stage.id, line } }, (where) => t('pickedUp', { name: deal.name, where }));
    }
  };
  const shift = (key: string, { deal, target }: Held) => {
    const column = stages.findIndex(({ id }) => id === target.stageId);
    const known = (at: number) => stages[at]?.deals.length ?? 0;
    const own = stages[column]?.deals.findIndex(({ id }) => id === deal.id) ?? -1;
    const beside = column + (key === 'ArrowLeft' ? -1 : 1);
    let line = target.line;
    switch (key) {
      case 'ArrowUp':
        // The two lines around the card itself are one place.
        line -= line === own + 1 && own >= 0 ? 2 : 1;
        break;
      case 'ArrowDown':
        line += line === own ? 2 : 1;
        break;
      case 'Home':
        line = 0;
        break;
      case 'End':
        line = known(column);
        break;
      default: {
        const stage = stages[beside];
        if (stage !== undefined) {
          aim({ deal, target: { stageId: stage.id, line: Math.min(line, known(beside)) } }, (where) => where);
        }
        return;
      }
    }
    if (line >= 0 && line <= known(column)) {
      aim({ deal, target: { stageId: target.stageId, line } }, (where) => where);
    }
  };
  const putDown = ({ deal, target }: Held) => {
    setHeld(undefined);
    const stage = stages.find(({ id }) => id === target.stageId);
    setSaid(t('putDown', { name: deal.name, stage: stage?.name ?? '' }));
    onDrop(deal, target);
    focusCard(target.stageId, deal.id);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const handled = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (held !== undefined) {
      if (key.startsWith('Arrow') || key === 'Home' || key === 'End') {
        handled();
        shift(key, held);
      } else if (key === ' ' || key === 'Enter') {
        handled();
        putDown(held);
      } else if (key === 'Escape') {
        handled();
        setHeld(undefined);
        setSaid(t('leftThere', { name: held.deal.name }));
        const index = stages.find(({ id }) => id === held.deal.stageId)?.deals.indexOf(held.deal) ?? 0;
        scrollTo(held.deal.stageId, Math.max(0, index));
        focusCard(held.deal.stageId, held.deal.id);
      }
    } else if (key === ' ' && writes && (event.target as Element).closest('[data-deal]') !== null) {
      handled();
      pickUp();
    } else if (walk(key)) {
      handled();
    }
  };
  const letGo = () => setHeld(undefined);

  return { held, said, onKeyDown, letGo };
}
