import { answer, api, ApiProblem, ifMatch, type Schema } from '@/lib/api';
import { changed } from '@/lib/query';
import type { Pipeline } from './deal';

/** A stage that has deals and would go, as the server tells of it. */
export interface Occupied {
  id: string;
  name: string;
  deals: number;
}

/** The stages whose deals have to go elsewhere first, where that is why something was refused. */
export function occupiedOf(error: unknown): Occupied[] {
  const stages =
    error instanceof ApiProblem && error.status === 409 ? (error.problem as { stages?: Occupied[] }).stages : [];
  return stages ?? [];
}

export async function savePipeline({ id, version }: Pipeline, body: Schema<'PipelineChanges'>): Promise<Pipeline> {
  const saved = await answer(
    api.PATCH('/api/pipelines/{id}', { params: { path: { id }, header: ifMatch(version) }, body }),
  );
  await changed('pipelines', 'deals');
  return saved;
}

export async function createPipeline(body: Schema<'NewPipeline'>): Promise<Pipeline> {
  const made = await answer(api.POST('/api/pipelines', { body }));
  await changed('pipelines');
  return made;
}

/** @param moveDealsTo an open stage of another pipeline, where it has deals */
export async function deletePipeline({ id }: Pipeline, moveDealsTo?: string): Promise<void> {
  const query = moveDealsTo === undefined ? {} : { moveDealsTo };
  await api.DELETE('/api/pipelines/{id}', { params: { path: { id }, query } });
  await changed('pipelines', 'deals');
}

export async function restorePipeline({ id }: Pipeline): Promise<void> {
  await api.POST('/api/pipelines/{id}/restore', { params: { path: { id } } });
  await changed('pipelines', 'deals');
}
