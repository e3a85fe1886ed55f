import { prefetchList } from '@/lib/pages';
import { queryClient } from '@/lib/query';
import { queryOf, without, type Search } from '@/ui/filters/fields';
import { pipelinesQuery } from './deal';
import { dealsList } from './dealsList';
import { boardSearch, dealsSearch } from './filters';
import { boardQuery } from './useBoard';

/** Begins the first page of the table that an address stands for. */
export function prefetchDeals(search: Search): void {
  prefetchList(dealsList(queryOf(dealsSearch(search))));
}

/** Begins the board that an address stands for. */
export async function prefetchBoard(raw: Search): Promise<void> {
  const search = boardSearch(raw);
  const pipelines = await queryClient.query(pipelinesQuery);
  const pipeline = pipelines.find(({ id }) => id === search['pipelineId']) ?? pipelines[0];
  if (pipeline !== undefined) {
    await queryClient.query(boardQuery(pipeline.id, queryOf(without(search, 'pipelineId'))));
  }
}
