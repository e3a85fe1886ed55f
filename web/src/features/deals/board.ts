import type { Schema } from '@/lib/api';
import { addAmounts, negated } from './amounts';
import type { Deal } from './deal';

export type Board = Schema<'Board'>;
export type BoardStage = Board['stages'][number];
type Totals = BoardStage['totals'];

/** Where a deal stands: in a stage, behind another deal or on top. */
export interface Place {
  stageId: string;
  after: string | null;
}

export function placeOf(board: Board, id: string): Place | undefined {
  for (const stage of board.stages) {
    const index = stage.deals.findIndex((deal) => deal.id === id);
    if (index >= 0) {
      return { stageId: stage.id, after: stage.deals[index - 1]?.id ?? null };
    }
  }
  return undefined;
}

/**
 * The place between two cards of a column, for a deal that may be one of them; undefined where it would stay where it is.
 * `line` counts the cards above.
 */
export function placeAt(board: Board, id: string, stageId: string, line: number): Place | undefined {
  const deals = board.stages.find((stage) => stage.id === stageId)?.deals ?? [];
  const own = deals.findIndex((deal) => deal.id === id);
  if (own >= 0 && (line === own || line === own + 1)) {
    return undefined;
  }
  const above = deals.slice(0, line).filter((deal) => deal.id !== id);
  return { stageId, after: above.at(-1)?.id ?? null };
}

/** The board with a deal in another place, and with what the columns come to then. */
export function moved(board: Board, id: string, to: Place, at: string): Board {
  const deal = board.stages.flatMap(({ deals }) => deals).find((each) => each.id === id);
  const target = board.stages.find((stage) => stage.id === to.stageId);
  if (deal === undefined || target === undefined) {
    return board;
  }
  const arrives =
    deal.stageId === target.id ? deal : { ...deal, stageId: target.id, status: target.kind, stageSince: at };
  return {
    ...board,
    stages: board.stages.map((stage) => {
      const without = stage.deals.some((each) => each.id === id) ? taken(stage, deal) : stage;
      return stage.id === to.stageId ? given(without, arrives, to.after) : without;
    }),
  };
}

function taken(stage: BoardStage, deal: Deal): BoardStage {
  const deals = stage.deals.filter(({ id }) => id !== deal.id);
  return { ...stage, deals, count: stage.count - 1, totals: totalsWith(stage.totals, deal, -1) };
}

function given(stage: BoardStage, deal: Deal, after: string | null): BoardStage {
  const deals = stage.deals.toSpliced(stage.deals.findIndex(({ id }) => id === after) + 1, 0, deal);
  return { ...stage, deals, count: stage.count + 1, totals: totalsWith(stage.totals, deal, 1) };
}

function totalsWith(totals: Totals, { currency, value }: Deal, count: 1 | -1): Totals {
  const amount = value ?? '0';
  const change = count === 1 ? amount : negated(amount);
  if (!totals.some((total) => total.currency === currency)) {
    return [...totals, { currency, count: 1, value: amount }];
  }
  return totals
    .map((total) =>
      total.currency === currency
        ? { ...total, count: total.count + count, value: addAmounts(total.value, change) }
        : total,
    )
    .filter((total) => total.count > 0);
}

/** A column with the deals of its next page. */
export function continued(board: Board, stageId: string, cursor: string, page: Schema<'DealPage'>): Board {
  return {
    ...board,
    stages: board.stages.map((stage) => (stage.id === stageId && stage.next === cursor ? joined(stage, page) : stage)),
  };
}

/** Whoever was moved meanwhile may be on two pages. */
export function joined(stage: BoardStage, { data, pagination }: Schema<'DealPage'>): BoardStage {
  const known = new Set(stage.deals.map(({ id }) => id));
  return {
    ...stage,
    deals: [...stage.deals, ...data.filter(({ id }) => !known.has(id))],
    next: pagination.next,
    hasNext: pagination.hasNext,
  };
}

/** A column that was fetched again, with what lay beyond on the one before: nobody who is far down is thrown back. */
export function withTail(
  fresh: BoardStage,
  before: BoardStage | undefined,
  elsewhere: ReadonlySet<string>,
): BoardStage {
  const last = fresh.deals.at(-1)?.id;
  const at = before?.deals.findIndex(({ id }) => id === last) ?? -1;
  if (before === undefined || at < 0 || fresh.next === null) {
    return fresh;
  }
  const tail = before.deals.slice(at + 1).filter(({ id }) => !elsewhere.has(id));
  return { ...fresh, deals: [...fresh.deals, ...tail], next: before.next, hasNext: before.hasNext };
}
