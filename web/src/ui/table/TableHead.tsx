import { Checkbox } from '@mantine/core';
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { t } from './messages';
import type { Column } from './columns';
import type { ColumnModel } from './useColumnModel';
import css from './DataTable.module.css';

interface Props<Row> {
  columns: readonly Column<Row>[];
  model: ColumnModel;
  sort: string | undefined;
  onSort: ((sort: string) => void) | undefined;
  /** Absent where rows cannot be selected. */
  mark?: { checked: boolean; some: boolean; toggle: () => void } | undefined;
}

export function TableHead<Row>({ columns, model, sort, onSort, mark }: Props<Row>) {
  return (
    <div role="rowgroup" className={css['head']}>
      <div role="row" className={css['row']} aria-rowindex={1}>
        {mark !== undefined && (
          <div role="columnheader" className={css['mark']} aria-label={t('selection')}>
            <Checkbox
              size="xs"
              checked={mark.checked}
              indeterminate={mark.some && !mark.checked}
              onChange={mark.toggle}
              aria-label={t('selectAll')}
            />
          </div>
        )}
        {columns.map((column, index) => {
          const first = index === 0 ? { marked: mark !== undefined } : undefined;
          return <HeadCell key={column.id} {...{ column, model, sort, onSort, first }} />;
        })}
      </div>
    </div>
  );
}

interface CellProps<Row> {
  column: Column<Row>;
  model: ColumnModel;
  sort: string | undefined;
  onSort: ((sort: string) => void) | undefined;
  /** Of the first column, which stays in sight. */
  first: { marked: boolean } | undefined;
}

function HeadCell<Row>({ column, model, sort, onSort, first }: CellProps<Row>) {
  const ascending = column.sort !== undefined && sort === column.sort;
  const descending = column.sort !== undefined && sort === `-${column.sort}`;
  const Arrow = descending ? IconArrowDown : IconArrowUp;
  return (
    <div
      role="columnheader"
      className={first === undefined ? css['headCell'] : `${css['headCell']} ${css['first']}`}
      data-marked={first?.marked === true || undefined}
      data-align={column.align}
      aria-sort={ascending ? 'ascending' : descending ? 'descending' : undefined}
    >
      {column.sort !== undefined && onSort !== undefined ? (
        <button
          type="button"
          className={css['sort']}
          onClick={() => onSort(ascending ? `-${column.sort ?? ''}` : (column.sort ?? ''))}
        >
          {column.header}
          {(ascending || descending) && <Arrow size={12} stroke={2} aria-hidden />}
        </button>
      ) : (
        <span className={css['headText']}>{column.header}</span>
      )}
      <Edge
        label={t('widthOf', { column: column.header })}
        width={model.widthOf(column.id)}
        onChange={(width) => model.setWidth(column.id, width)}
      />
    </div>
  );
}

const STEP = 16;

interface EdgeProps {
  label: string;
  width: number;
  onChange: (width: number) => void;
}

/** The edge of a column, to drag or to move with the arrow keys. */
function Edge({ label, width, onChange }: EdgeProps) {
  const [dragged, setDragged] = useState<{ from: number; width: number }>();
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      onChange(width + by);
    }
  };
  const onPointerDown = (event: PointerEvent) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragged({ from: event.clientX, width });
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      tabIndex={0}
      className={css['edge']}
      data-dragged={dragged !== undefined || undefined}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => dragged && onChange(dragged.width + event.clientX - dragged.from)}
      onPointerUp={() => setDragged(undefined)}
      onPointerCancel={() => setDragged(undefined)}
      onKeyDown={onKeyDown}
    />
  );
}
