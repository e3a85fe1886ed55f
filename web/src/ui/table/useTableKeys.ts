import { useHotkeys, type Hotkey } from '@/lib/hotkeys';
import { t } from './messages';
import { notifyProblem } from '../toast';
import type { Column } from './columns';
import type { RowActions } from './TableRow';
import type { PagedRows } from './usePagedRows';
import type { Selection } from './useSelection';

interface Given<Row> {
  label: string;
  columns: readonly Column<Row>[];
  active: { index: number; id: string; column: string };
  rows: PagedRows<Row>;
  actions: RowActions;
  activate: (index: number, column?: string) => void;
  selection: Selection | undefined;
  onOpen: ((row: Row) => void) | undefined;
  extendTo: (index: number) => Promise<void>;
  selectAll: () => void;
}

const PAGE = 20;

/** What can be done with a table by keys, for as long as it is on the page. */
export function useTableKeys<Row extends { id: string }>(given: Given<Row>): void {
  const { label, columns, active, rows, actions, activate, selection, onOpen, extendTo, selectAll } = given;
  const last = rows.reachable - 1;
  const to = (index: number) => activate(Math.max(0, Math.min(index, last)), active.column);
  const row = () => (active.id === '' ? undefined : rows.rowAt(active.index));
  const cells = columns.filter(({ edit }) => edit !== undefined).map(({ id }) => id);

  const sideways = (by: number) => {
    const next = cells[cells.indexOf(active.column) + by];
    if (active.id !== '' && next !== undefined) {
      activate(active.index, next);
    } else if (by < 0) {
      activate(active.index);
    }
  };
  const mark = () => {
    const marked = row();
    if (marked !== undefined) {
      actions.mark(active.index, marked.id, false);
    }
  };
  const extend = (by: number) => {
    const index = Math.max(0, Math.min(active.index + by, last));
    activate(index, active.column);
    void extendTo(index).catch(notifyProblem);
  };
  const edit = () => {
    const column = active.column === '' ? cells[0] : active.column;
    if (active.id !== '' && column !== undefined) {
      actions.edit(active.index, column);
    }
  };

  const keys: Hotkey[] = [
    { keys: 'j', label: t('nextRow'), run: () => to(active.index + 1) },
    { keys: 'k', label: t('previousRow'), run: () => to(active.index - 1) },
    { keys: 'down', label: t('nextRow'), run: () => to(active.index + 1) },
    { keys: 'up', label: t('previousRow'), run: () => to(active.index - 1) },
    { keys: 'pagedown', label: t('nextRows'), run: () => to(active.index + PAGE) },
    { keys: 'pageup', label: t('previousRows'), run: () => to(active.index - PAGE) },
    { keys: 'home', label: t('firstRow'), run: () => to(0) },
    { keys: 'end', label: t('lastRow'), run: () => to(last) },
  ];
  const open = () => {
    const opened = row();
    if (active.column !== '') {
      edit(); // Somebody went to a cell by the arrow keys.
    } else if (opened !== undefined) {
      onOpen?.(opened);
    }
  };
  if (onOpen !== undefined || cells.length > 0) {
    keys.push({ keys: 'enter', label: t('openRow'), run: open });
  }
  if (selection !== undefined) {
    keys.push(
      { keys: 'x', label: t('selectRow'), run: mark },
      { keys: 'space', label: t('selectRow'), run: mark },
      { keys: 'mod+a', label: t('selectAll'), run: selectAll },
      { keys: 'shift+down', label: t('selectDown'), run: () => extend(1) },
      { keys: 'shift+up', label: t('selectUp'), run: () => extend(-1) },
      { keys: 'escape', label: t('selectNone'), run: selection.clear },
    );
  }
  if (cells.length > 0) {
    keys.push(
      { keys: 'right', label: t('nextCell'), run: () => sideways(1) },
      { keys: 'left', label: t('previousCell'), run: () => sideways(-1) },
      { keys: 'e', label: t('editCell'), run: edit },
      { keys: 'f2', label: t('editCell'), run: edit },
    );
  }
  useHotkeys(keys.map((key) => ({ ...key, group: label })));
}
