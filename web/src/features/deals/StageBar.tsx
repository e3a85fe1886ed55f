import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useHotkeys } from '@/lib/hotkeys';
import { soon } from '@/lib/soon';
import { historyQuery, pipelinesQuery, type Deal, type Stage } from './deal';
import { spanOf, stayOf } from './spans';
import css from './StageBar.module.css';
import { t } from './recordMessages';
import { useMove } from './useMove';

const CloseDialog = soon(async () => (await import('./CloseDialog')).CloseDialog);

/** Where a deal is on its way; a click moves it. */
export function StageBar({ deal, editable }: { deal: Deal; editable: boolean }) {
  const { data: pipelines = [] } = useQuery(pipelinesQuery);
  const { data: history } = useQuery(historyQuery(deal.id));
  const stages = pipelines.find(({ id }) => id === deal.pipelineId)?.stages ?? [];
  const at = stages.findIndex(({ id }) => id === deal.stageId);
  const move = useMove(deal);
  const [closing, setClosing] = useState<Stage>();

  const go = (stage: Stage) => {
    if (stage.id === deal.stageId) {
      return;
    }
    if (stage.kind === 'open' || stage.kind === deal.status) {
      move(stage);
    } else {
      setClosing(stage);
    }
  };
  const bar = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const { current } = bar;
    const step = current?.children[at];
    // Only the bar itself: scrollIntoView() would move the page, too.
    if (current && step instanceof HTMLElement) {
      current.scrollLeft = step.offsetLeft - current.offsetLeft - (current.clientWidth - step.offsetWidth) / 2;
    }
  }, [at]);

  const next = stages[at + 1];
  useHotkeys(
    editable && next !== undefined
      ? [{ keys: 'shift+right', label: t('nextStage'), group: t('deals'), run: () => go(next) }]
      : [],
  );

  return (
    <>
      <ol ref={bar} className={css['bar']} aria-label={t('stages')}>
        {stages.map((stage, index) => {
          const stay = history?.stages.find(({ stageId }) => stageId === stage.id);
          const here = stage.id === deal.stageId;
          const passed = deal.status !== 'lost' && stage.kind === 'open' && index < at;
          return (
            <li key={stage.id} className={css['step']}>
              <Tooltip label={stay === undefined ? stage.name : `${stage.name}: ${spanOf(stayOf(stay))}`}>
                <button
                  type="button"
                  className={css['stage']}
                  data-kind={stage.kind}
                  data-passed={passed || undefined}
                  aria-current={here ? 'step' : undefined}
                  aria-disabled={!editable || undefined}
                  onClick={() => {
                    if (editable) {
                      go(stage);
                    }
                  }}
                >
                  {stage.name}
                </button>
              </Tooltip>
            </li>
          );
        })}
      </ol>
      <Suspense>
        {closing !== undefined && closing.kind !== 'open' && (
          <CloseDialog
            kind={closing.kind}
            name={deal.name}
            onClose={() => setClosing(undefined)}
            onDone={(reason) => move(closing, reason)}
          />
        )}
      </Suspense>
    </>
  );
}
