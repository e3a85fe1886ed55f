import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useMemo, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { useSession } from '@/lib/api';
import { useHotkeys } from '@/lib/hotkeys';
import { soon } from '@/lib/soon';
import { may } from '@/lib/roles';
import { leaveTrail } from '@/lib/trail';
import { FilterBar } from '@/ui/filters/FilterBar';
import { queryOf, without, type Search } from '@/ui/filters/fields';
import { Page } from '@/ui/Page';
import { Problem } from '@/ui/Problem';
import { notifyUndo } from '@/ui/toast';
import { useStable } from '@/ui/useStable';
import { placeAt, placeOf, type BoardStage, type Place } from './board';
import css from './Board.module.css';
import card from './DealCard.module.css';
import { BoardColumn, CARD_PIXELS } from './BoardColumn';
import { BoardSkeleton } from './BoardSkeleton';
import { pipelinesQuery, type Deal } from './deal';
import { CardText } from './DealCard';
import { boardFields } from './filters';
import { LayoutSwitch } from './LayoutSwitch';
import { t } from './messages';
import { PipelineSelect } from './PipelineSelect';
import { useBoard } from './useBoard';
import { useBoardDrag, type Line } from './useBoardDrag';
import { useBoardKeys } from './useBoardKeys';

const CloseDialog = soon(async () => (await import('./CloseDialog')).CloseDialog);

interface Props {
  search: Search;
  onSearch: (search: Search, options?: { replace?: boolean }) => void;
  /** What makes a new deal. */
  create: ReactNode;
}

interface Closing {
  deal: Deal;
  kind: 'won' | 'lost';
  to: Place;
}

/** The deals of a pipeline, one column for each stage. */
export function BoardPage({ search, onSearch, create }: Props) {
  const { user } = useSession();
  const writes = may(user.role, 'write');
  const fields = useMemo(() => boardFields(), []);
  const { data: pipelines = [], error: noPipelines } = useQuery(pipelinesQuery);
  const pipelineId = (pipelines.find(({ id }) => id === search['pipelineId']) ?? pipelines[0])?.id;
  const filtered = without(search, 'pipelineId');
  const { board, error, move, more } = useBoard(pipelineId, queryOf(filtered));

  const region = useRef<HTMLDivElement>(null);
  const scrolls = useRef(new Map<string, (index: number) => void>());
  const [current, setCurrent] = useState<string>();
  const [closing, setClosing] = useState<Closing>();

  const drop = (deal: Deal, { stageId, line }: Line) => {
    const to = board && placeAt(board, deal.id, stageId, line);
    const kind = board?.stages.find(({ id }) => id === stageId)?.kind;
    if (to === undefined || kind === undefined) {
      return;
    }
    if (kind === 'open' || deal.status === kind) {
      move({ id: deal.id, to });
    } else {
      setClosing({ deal, kind, to });
    }
  };
  const close = ({ deal, kind, to }: Closing, reason: string | null) => {
    const from = board && placeOf(board, deal.id);
    move(
      { id: deal.id, to, reason },
      {
        onSuccess: () =>
          notifyUndo(t(kind === 'won' ? 'wasWon' : 'wasLost', { name: deal.name }), () => {
            if (from !== undefined) {
              move({ id: deal.id, to: from });
            }
          }),
      },
    );
  };

  const known = (stageId: string) => board?.stages.find(({ id }) => id === stageId)?.deals.length ?? 0;
  const scrollTo = (stageId: string, index: number) => scrolls.current.get(stageId)?.(index);
  const keys = useBoardKeys({ board, region, writes, current, scrollTo, onDrop: drop });
  const { drag, grab } = useBoardDrag({ board: region, cardPixels: CARD_PIXELS, known, onDrop: drop });
  const held = drag ?? keys.held;
  const stable = useStable({
    grab: (deal: Deal, event: PointerEvent<HTMLElement>) => {
      if (writes) {
        keys.letGo();
        grab(deal, event);
      }
    },
    more: (stage: BoardStage) => more(stage),
    register: (stageId: string, scroll: ((index: number) => void) | undefined) => {
      if (scroll === undefined) {
        scrolls.current.delete(stageId);
      } else {
        scrolls.current.set(stageId, scroll);
      }
    },
  });
  useHotkeys([{ keys: 'space', label: t('pickUp'), group: t('title'), run: () => undefined, when: () => false }]);
  useBoardTrail(board?.stages);

  const failed = noPipelines ?? error;
  return (
    <Page
      title={t('title')}
      aside={board && <span aria-live="polite">{foundIn(board)}</span>}
      actions={
        <>
          {create}
          <LayoutSwitch search={search} />
        </>
      }
      toolbar={
        <>
          <PipelineSelect
            pipelines={pipelines}
            value={pipelineId}
            onChange={(id) => onSearch({ ...filtered, pipelineId: id })}
          />
          <FilterBar
            group={t('title')}
            fields={fields}
            search={filtered}
            onChange={(next, options) =>
              onSearch(
                search['pipelineId'] === undefined ? next : { ...next, pipelineId: search['pipelineId'] },
                options,
              )
            }
            placeholder={t('find')}
          />
        </>
      }
      layout="fill"
    >
      {board === undefined && (failed ? <Problem error={failed} /> : <BoardSkeleton />)}
      {board !== undefined && (
        <div
          className={css['board']}
          ref={region}
          role="group"
          aria-label={board.pipeline.name}
          // Without a card that takes the focus one scrolls the board itself.
          tabIndex={board.stages.every(({ deals }) => deals.length === 0) ? 0 : -1}
          onKeyDown={keys.onKeyDown}
          onBlur={({ relatedTarget }) => {
            if (keys.held !== undefined && !region.current?.contains(relatedTarget)) {
              keys.letGo();
            }
          }}
        >
          {board.stages.map((stage) => (
            <BoardColumn
              key={stage.id}
              stage={stage}
              exact={board.totalExact}
              held={held?.deal.id}
              line={held?.target?.stageId === stage.id ? held.target.line : undefined}
              current={current}
              onGrab={stable.grab}
              onFocus={setCurrent}
              more={stable.more}
              register={stable.register}
            />
          ))}
        </div>
      )}
      <p id="board-keys" hidden>
        {writes ? t('boardKeys') : ''}
      </p>
      <div className={css['hidden']} role="status">
        {keys.said}
      </div>
      {drag !== undefined && (
        <div className={card['card']} data-floating style={{ left: drag.x - 120, top: drag.y - 24 }} aria-hidden>
          <CardText deal={drag.deal} />
        </div>
      )}
      <Suspense>
        {closing !== undefined && (
          <CloseDialog
            kind={closing.kind}
            name={closing.deal.name}
            onClose={() => setClosing(undefined)}
            onDone={(reason) => close(closing, reason)}
          />
        )}
      </Suspense>
    </Page>
  );
}

function foundIn({ stages, totalExact }: { stages: readonly BoardStage[]; totalExact: boolean }): string {
  const count = stages.reduce((sum, stage) => sum + stage.count, 0);
  return totalExact ? t('found', { count }) : t('foundMore', { count });
}

/** Whoever opens a deal finds its neighbours from there: those of its column. */
function useBoardTrail(stages: readonly BoardStage[] | undefined): void {
  const latest = useRef(stages);
  useEffect(() => {
    latest.current = stages;
  });
  useEffect(
    () => () => {
      leaveTrail(
        '/deals',
        (latest.current ?? []).flatMap(({ deals }) => deals.map(({ id }) => id)),
      );
    },
    [],
  );
}
