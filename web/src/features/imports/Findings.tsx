import { Skeleton } from '@mantine/core';
import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';
import { formatNumber } from '@/lib/format';
import { EmptyState } from '@/ui/EmptyState';
import { Problem } from '@/ui/Problem';
import { t } from './messages';
import { useFindings, type Finding, type FindingKind, type Import } from './useImports';
import css from './Findings.module.css';

const ROW_HEIGHT = 38;

/** The rows that need a look, however many: each with its line, why, and what stands in it. */
export function Findings({ job, kind }: { job: Import; kind: FindingKind | undefined }) {
  const findings = useFindings(job.id, kind);
  if (findings.data === undefined) {
    return findings.isPending ? (
      <div className={css['loading']} aria-busy>
        <Skeleton height={14} width="70%" />
        <Skeleton height={14} width="60%" />
      </div>
    ) : (
      <Problem error={findings.error} retry={() => void findings.refetch()} />
    );
  }
  const rows = findings.data.pages.flatMap((page) => page.data);
  if (rows.length === 0) {
    return (
      <EmptyState icon={IconCircleCheck} title={kind === undefined ? t('findingsNone') : t('findingsNoneKind')}>
        {kind === undefined ? t('findingsNoneText') : t('findingsNoneKindText')}
      </EmptyState>
    );
  }
  const more = findings.hasNextPage && !findings.isFetchingNextPage ? () => void findings.fetchNextPage() : undefined;
  return (
    <FindingList
      rows={rows}
      total={findings.data.pages[0]?.pagination.total ?? rows.length}
      headers={job.preview.headers}
      onEnd={more}
    />
  );
}

interface ListProps {
  rows: readonly Finding[];
  total: number;
  headers: readonly string[];
  /** Called when one comes near the end of what is here; absent where there is no more, or it is on its way. */
  onEnd: (() => void) | undefined;
}

function FindingList({ rows, total, headers, onEnd }: ListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  // eslint-disable-next-line react-hooks/incompatible-library -- what it returns is used in this render only
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const isNearEnd = (items.at(-1)?.index ?? 0) > rows.length - 30;
  useEffect(() => {
    if (isNearEnd) {
      onEnd?.();
    }
  }, [isNearEnd, onEnd]);

  const toggle = (id: string) => {
    const next = new Set(opened);
    if (!next.delete(id)) {
      next.add(id);
    }
    setOpened(next);
  };
  return (
    <div ref={scroller} className={css['scroller']} role="list" aria-label={t('findings')} tabIndex={0}>
      <div className={css['rows']} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const finding = rows[item.index];
          return (
            finding !== undefined && (
              <div
                key={item.key}
                ref={virtualizer.measureElement}
                data-index={item.index}
                role="listitem"
                aria-setsize={total}
                aria-posinset={item.index + 1}
                className={css['item']}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <FindingRow
                  finding={finding}
                  headers={headers}
                  open={opened.has(finding.id)}
                  onToggle={() => toggle(finding.id)}
                />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  finding: Finding;
  headers: readonly string[];
  open: boolean;
  onToggle: () => void;
}

function FindingRow({ finding: { line, kind, reason, values }, headers, open, onToggle }: RowProps) {
  return (
    <>
      <button type="button" className={css['row']} aria-expanded={open} onClick={onToggle}>
        <span className={css['line']}>
          {t('line')} {formatNumber(line)}
        </span>
        <span className={css['kind']} data-kind={kind}>
          {t(kind)}
        </span>
        <span className={css['reason']}>{reason}</span>
        <span className={css['values']}>{values.filter((value) => value.trim() !== '').join(' · ')}</span>
      </button>
      {open && (
        <dl className={css['cells']}>
          {values.map((value, column) => (
            <div key={column} className={css['cell']}>
              <dt>{headers[column]}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
