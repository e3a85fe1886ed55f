import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { ApiProblem } from '@/lib/api';
import { changed } from '@/lib/query';
import { t } from './messages';
import { Problem } from '../Problem';
import { notifyProblem, textOf } from '../toast';
import { useStable } from '../useStable';
import { CellOvertaken, usePhone, useVisibleColumns, type Column, type ColumnChoice } from './columns';
import { TableHead } from './TableHead';
import { EmptyRow, isEditable, TableRow, type Editing, type RowActions } from './TableRow';
import { useColumnModel } from './useColumnModel';
import type { PagedRows } from './usePagedRows';
import { MOST_SELECTED, type Selection } from './useSelection';
import { useSteadyScroll } from './useSteadyScroll';
import { useTableKeys } from './useTableKeys';
import css from './DataTable.module.css';

interface Props<Row> {
  /** What the table shows, for readers and as the title of its keys in the help. */
  label: string;
  columns: readonly Column<Row>[];
  choice: ColumnChoice;
  rows: PagedRows<Row>;
  sort?: string;
  onSort?: (sort: string) => void;
  /** With it rows can be selected. */
  selection?: Selection;
  /** What Enter does with the active row. */
  onOpen?: (row: Row) => void;
  /** What is shown where there are no rows. */
  empty: ReactNode;
  /** On a phone, a second line of the row that says what its other columns would. */
  phoneLine?: (row: Row) => ReactNode;
}

const ROW_HEIGHT = 36;
const TWO_LINES_HEIGHT = 54;
const FIRST_BONES = 16;
const OVERSCAN = 12;

/**
 * A table of any length: only rows in sight exist, and only their pages are fetched. j, k and the arrows move the
 * active row and cell, x and Shift select, e edits, Enter opens.
 */
export function DataTable<Row extends { id: string }>(props: Props<Row>) {
  const { label, choice, rows, sort, onSort, selection, onOpen, empty } = props;
  const phone = usePhone();
  const secondLine = phone ? props.phoneLine : undefined;
  const rowHeight = secondLine === undefined ? ROW_HEIGHT : TWO_LINES_HEIGHT;
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useVisibleColumns(props.columns, choice);
  const model = useColumnModel(columns, choice, selection !== undefined);
  const [active, setActive] = useState({ index: -1, id: '', column: '' });
  const [editing, setEditing] = useState<Editing>();
  const [anchor, setAnchor] = useState(0);

  const virtualizer = useVirtualizer({
    count: rows.isPending ? FIRST_BONES : rows.reachable,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: 0,
    scrollPaddingStart: 33,
    onChange: ({ range }) => {
      if (range !== null) {
        rows.show(range.startIndex, range.endIndex);
      }
    },
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  useSteadyScroll({ scroller, rows, rowHeight, active, setActive });

  const at = (index: number) => rows.rowAt(index);
  const activate = (index: number, column = '') => {
    setActive({ index, id: at(index)?.id ?? '', column });
    virtualizer.scrollToIndex(index, { align: 'auto' });
  };
  // Whoever goes far, to the end say, is there before the row is.
  const arrived = active.id === '' ? at(active.index) : undefined;
  if (arrived !== undefined) {
    setActive({ ...active, id: arrived.id });
  }
  const extendTo = async (index: number) => {
    const [from, to] = [Math.min(anchor, index), Math.max(anchor, index)];
    const range = await rows.rowsBetween(from, Math.min(to, from + MOST_SELECTED - 1));
    selection?.add(range.map(({ id }) => id));
  };
  const edit = (index: number, column: string) => {
    const row = at(index);
    const cell = columns.find(({ id }) => id === column);
    if (row !== undefined && cell?.edit !== undefined && isEditable(cell, row)) {
      setActive({ index, id: row.id, column });
      setEditing({ base: row, column, text: cell.edit.value(row) });
      virtualizer.scrollToIndex(index, { align: 'auto' });
    }
  };
  /** The neighbour of a cell that can be changed, too; beyond the end of the row that of the next one. */
  const goOn = (index: number, column: string, by: 1 | -1) => {
    const row = at(index);
    const cells = row === undefined ? [] : columns.filter((each) => isEditable(each, row)).map(({ id }) => id);
    const next = cells[cells.indexOf(column) + by];
    const below = at(index + by);
    if (next !== undefined) {
      edit(index, next);
    } else if (below !== undefined) {
      const others = columns.filter((each) => isEditable(each, below));
      edit(index + by, (by === 1 ? others[0] : others.at(-1))?.id ?? '');
    }
  };
  const backToTable = () => scroller.current?.focus({ preventScroll: true });
  const save = async (row: Row, { id, edit: cell }: Column<Row>, text: string) => {
    try {
      await cell?.save(row, text);
    } catch (error) {
      const overtaken = error instanceof CellOvertaken ? error : undefined;
      const theirs = overtaken?.theirs;
      const problem =
        theirs !== undefined
          ? t('changedTo', { theirs: theirs === '' ? t('nothing') : theirs })
          : ((error instanceof ApiProblem && cell !== undefined ? error.fieldError(cell.field) : undefined) ??
            textOf(error));
      setEditing((now) => {
        if (now !== undefined) {
          notifyProblem(theirs === undefined ? error : problem); // Somebody types elsewhere by now; their field stays.
          return now;
        }
        return { base: overtaken?.current ?? row, column: id, text, problem, ...(theirs !== undefined && { theirs }) };
      });
    }
  };

  const actions = useStable<RowActions>({
    activate,
    mark: (index, id, extend) => {
      if (extend) {
        void extendTo(index).catch(notifyProblem);
      } else {
        setAnchor(index);
        selection?.toggle(id);
      }
    },
    edit,
    editDone: (columnId, text, move) => {
      const column = columns.find(({ id }) => id === columnId);
      const row = editing?.base as Row | undefined;
      setEditing(undefined);
      backToTable();
      if (row !== undefined && column?.edit !== undefined && text !== column.edit.value(row)) {
        void save(row, column, text);
      }
      if (move === 'down') {
        activate(Math.min(active.index + 1, rows.reachable - 1), columnId);
      } else if (move !== undefined) {
        goOn(active.index, columnId, move === 'next' ? 1 : -1);
      }
    },
    editCancelled: () => {
      setEditing(undefined);
      backToTable();
    },
  });

  const allWanted = Math.min(rows.total, MOST_SELECTED);
  const selectAll = () => {
    void rows
      .rowsBetween(0, allWanted - 1)
      .then((all) => selection?.add(all.map(({ id }) => id)))
      .catch(notifyProblem);
  };
  useTableKeys({ label, columns, active, rows, actions, activate, selection, onOpen, extendTo, selectAll });

  if (rows.error !== null && rows.isPending) {
    return <Problem error={rows.error} retry={() => void changed()} />;
  }
  if (!rows.isPending && rows.reachable === 0) {
    return <>{empty}</>;
  }

  const mark = selection && {
    checked: allWanted > 0 && selection.ids.size >= allWanted,
    some: selection.ids.size > 0,
    toggle: () => (selection.ids.size > 0 ? selection.clear() : selectAll()),
  };
  return (
    <div
      ref={scroller}
      className={css['table']}
      style={
        {
          '--table-columns': model.template,
          '--table-width': `${model.width}px`,
          '--row-height': `${rowHeight}px`,
        } as CSSProperties
      }
      data-previous={rows.isPrevious || undefined}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.isPending ? -1 : rows.total + 1}
      aria-multiselectable={selection !== undefined}
      aria-activedescendant={active.id === '' ? undefined : `row-${active.id}`}
      aria-busy={rows.isPending}
      tabIndex={0}
    >
      <TableHead columns={columns} model={model} sort={sort} onSort={onSort} mark={mark} />
      <div role="rowgroup" className={css['body']} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = at(index);
          return (
            <div
              // Not the key of the virtualizer: whatever depends on the rows, it asks about all of them at every change.
              key={row?.id ?? index}
              role="presentation"
              className={css['item']}
              style={{ transform: `translateY(${start}px)` }}
              data-index={index}
            >
              {row === undefined ? (
                <EmptyRow index={index} columns={columns.length} marks={selection !== undefined} />
              ) : (
                <TableRow
                  index={index}
                  row={row}
                  columns={columns}
                  selected={selection?.ids.has(row.id)}
                  active={row.id === active.id ? active.column : undefined}
                  editing={editing?.base.id === row.id ? editing : undefined}
                  actions={actions}
                  secondLine={secondLine?.(row)}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
