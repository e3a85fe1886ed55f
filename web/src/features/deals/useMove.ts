import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changed } from '@/lib/query';
import { notifyProblem, notifyUndo } from '@/ui/toast';
import { dealKey, moveDeal, type Deal, type Stage } from './deal';
import { t } from './messages';

interface Move {
  stage: Stage;
  reason: string | null | undefined;
}

/** Moves a deal to another stage: shown at once, taken back if the server refuses it. */
export function useMove(deal: Deal): (stage: Stage, reason?: string | null) => void {
  const client = useQueryClient();
  const queryKey = dealKey(deal.id);
  const { mutate } = useMutation({
    mutationFn: ({ stage, reason }: Move) =>
      moveDeal(deal.id, { stageId: stage.id, ...(reason !== undefined && { reason }) }),
    onMutate: async ({ stage, reason = null }: Move) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData<Deal>(queryKey);
      const stageSince = new Date().toISOString();
      client.setQueryData<Deal>(
        queryKey,
        (old) => old && { ...old, stageId: stage.id, stage, status: stage.kind, stageSince, reason },
      );
      return before;
    },
    onSuccess: (moved, { stage }, before) => {
      client.setQueryData<Deal>(queryKey, (old) => old && { ...old, ...moved });
      const from = before?.stage;
      if (stage.kind !== 'open' && from !== undefined) {
        notifyUndo(t(stage.kind === 'won' ? 'wasWon' : 'wasLost', { name: deal.name }), () =>
          mutate({ stage: from, reason: undefined }),
        );
      }
    },
    onError: (error, _, before) => {
      client.setQueryData(queryKey, before);
      notifyProblem(error);
    },
    onSettled: () => changed('deals'),
  });
  return (stage, reason) => mutate({ stage, reason });
}
