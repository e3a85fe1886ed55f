import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/lib/api';
import { changed, queryClient } from '@/lib/query';
import { notifyProblem } from '@/ui/toast';
import { continued, joined, moved, placeOf, withTail, type Board, type BoardStage, type Place } from './board';
import { moveDeal } from './deal';

/** So many of each column at first; the others come as one scrolls. */
const FIRST_DEALS = 50;
const PAGE_DEALS = 100;
/** When a column is fetched again, so many pages are; who is further down keeps what they have beyond. */
const MOST_PAGES_AGAIN = 10;

const FIELDS = 'name,companyId,ownerId,pipelineId,stageId,status,value,currency,expectedCloseDate,stageSince';
const SHOWN = { fields: FIELDS, include: 'company,owner' };

export type Filters = Record<string, string>;

const boardKey = (pipelineId: string, filters: Filters) => ['deals', 'board', pipelineId, filters] as const;

/** How far down the columns on the screen are, by stage. */
const depths = new Map<string, number>();

export function seenTo(stageId: string, index: number | undefined): void {
  if (index === undefined) {
    depths.delete(stageId);
  } else {
    depths.set(stageId, index);
  }
}

export const boardQuery = (pipelineId: string, filters: Filters) => ({
  queryKey: boardKey(pipelineId, filters),
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Board> => {
    const query = { ...filters, ...SHOWN, limit: FIRST_DEALS };
    const params = { path: { id: pipelineId }, query };
    const fresh = await answer(api.GET('/api/pipelines/{id}/board', { params, signal }));
    const before = queryClient.getQueryData<Board>(boardKey(pipelineId, filters));
    const stages = await Promise.all(fresh.stages.map((stage) => asDeep(stage, fresh, before, filters, signal)));
    return { ...fresh, stages };
  },
  meta: { topics: ['companies', 'users', 'pipelines'] },
});

async function asDeep(
  first: BoardStage,
  fresh: Board,
  before: Board | undefined,
  filters: Filters,
  signal: AbortSignal,
): Promise<BoardStage> {
  const depth = depths.get(first.id) ?? 0;
  let stage = first;
  for (let page = 0; page < MOST_PAGES_AGAIN && stage.deals.length <= depth && stage.next !== null; page++) {
    stage = joined(stage, await fetchPage(stage.id, stage.next, filters, signal));
  }
  if (stage.deals.length > depth) {
    return stage;
  }
  const elsewhere = new Set([...fresh.stages.flatMap(({ deals }) => deals), ...stage.deals].map(({ id }) => id));
  return withTail(
    stage,
    before?.stages.find(({ id }) => id === stage.id),
    elsewhere,
  );
}

function fetchPage(stageId: string, after: string, filters: Filters, signal?: AbortSignal) {
  const query = { ...filters, ...SHOWN, stageId, after, limit: PAGE_DEALS };
  return answer(api.GET('/api/deals', { params: { query }, ...(signal && { signal }) }));
}

/** A move as it is sent, with the way back. */
interface Move {
  id: string;
  to: Place;
  reason?: string | null;
}

/** A pipeline as columns of cards, and what moves a card: at once, and back where the server refuses it. */
export function useBoard(pipelineId: string | undefined, filters: Filters) {
  const client = useQueryClient();
  const queryKey = boardKey(pipelineId ?? '', filters);
  const { data: board, error } = useQuery({
    ...boardQuery(pipelineId ?? '', filters),
    enabled: pipelineId !== undefined,
    placeholderData: keepPreviousData,
  });
  const show = (change: (board: Board) => Board) =>
    client.setQueryData<Board>(queryKey, (current) => (current === undefined ? current : change(current)));

  const move = useMutation({
    mutationKey: ['deals', 'move'],
    // One after the other: where a card goes depends on where those before it went.
    scope: { id: 'deals' },
    mutationFn: ({ id, to, reason }: Move) =>
      moveDeal(id, { stageId: to.stageId, after: to.after, ...(reason !== undefined && { reason }) }),
    onMutate: async ({ id, to }: Move) => {
      await client.cancelQueries({ queryKey });
      const current = client.getQueryData<Board>(queryKey);
      show((all) => moved(all, id, to, new Date().toISOString()));
      return current && placeOf(current, id);
    },
    onError: (problem, { id }, from) => {
      if (from !== undefined) {
        show((all) => moved(all, id, from, new Date().toISOString()));
      }
      notifyProblem(problem);
    },
    onSettled: () => {
      // The last of several says what the board is then; what those before it answered is old by now.
      if (client.isMutating({ mutationKey: ['deals', 'move'] }) === 1) {
        void changed('deals');
      }
    },
  });

  /** Fetches what comes behind the last deal of a column. */
  const more = async (stage: BoardStage): Promise<void> => {
    const cursor = stage.next;
    if (cursor !== null) {
      const page = await fetchPage(stage.id, cursor, filters);
      show((all) => continued(all, stage.id, cursor, page));
    }
  };

  return { board, error, move: move.mutate, more };
}
