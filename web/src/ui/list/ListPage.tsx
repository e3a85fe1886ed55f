import { Button } from '@mantine/core';
import IconSearchOff from '@tabler/icons-react/dist/esm/icons/IconSearchOff.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { lazy, Suspense, useCallback, useMemo, useState, type ReactNode } from 'react';
import { useSession } from '@/lib/api';
import { may } from '@/lib/roles';
import type { PagedQuery } from '@/lib/pages';
import type { BulkActions, BulkRow } from '../bulk/actions';
import type { BulkBar as Bulk } from '../bulk/BulkBar';
import { EmptyState } from '../EmptyState';
import { FilterBar } from '../filters/FilterBar';
import {
  isFiltered,
  queryOf,
  savedQuery,
  without,
  withoutFilters,
  type FilterField,
  type Search,
} from '../filters/fields';
import { ExportMenu } from './ExportMenu';
import { t } from './messages';
import { Page } from '../Page';
import { ColumnMenu } from '../table/ColumnMenu';
import type { Column } from '../table/columns';
import { DataTable } from '../table/DataTable';
import { usePagedRows } from '../table/usePagedRows';
import { useSelection } from '../table/useSelection';
import { useColumns } from './useColumns';
import { useTrail } from './useTrail';

// Loaded when something is selected for the first time; lazy() forgets that it is generic.
const BulkBar = lazy(async () => ({ default: (await import('../bulk/BulkBar')).BulkBar })) as unknown as typeof Bulk;

/** What a list looks like, as a saved view keeps it. */
export interface ListState {
  query: Record<string, string>;
  columns: string[];
}

/** What the pages of an app know of a list beyond its feature. */
export interface ListViews {
  /** The columns of the view that is open; undefined without one. */
  columns: readonly string[] | undefined;
  menu: (state: ListState) => ReactNode;
}

export interface ListPageProps<Row> {
  title: string;
  /** Where the page is. */
  path: string;
  search: Search;
  onSearch: (search: Search, options?: { replace?: boolean }) => void;
  fields: readonly FilterField[];
  columns: readonly Column<Row>[];
  /** The list that is asked for with these parameters of the API. */
  list: (query: Record<string, string>) => PagedQuery<Row>;
  defaultSort: string;
  /** Placeholder of the field for words. */
  find: string;
  found: (count: number, exact: boolean) => string;
  views: ListViews;
  /** What can be done with many; nothing can be selected without it. */
  bulk?: BulkActions<Row>;
  onOpen: (row: Row) => void;
  /** The second line of a row on a phone. */
  phoneLine: (row: Row) => ReactNode;
  actions: ReactNode;
  /** What is shown for as long as nothing has ever been here. */
  nothing: ReactNode;
}

/** A page with a table of records: its views, filters, columns, and what is done with many of them at once. */
export function ListPage<Row extends BulkRow>(props: ListPageProps<Row>) {
  const { title, path, search, onSearch, fields, columns, list, defaultSort, find, found, views, bulk, onOpen } = props;
  const { user } = useSession();
  const writes = may(user.role, 'write');
  const deleted = search['deleted'] === 'true';

  const asked = queryOf(search);
  const query = list(asked);
  const topic = String(query.queryKey[0]);
  const rows = usePagedRows(query);
  const selection = useSelection();
  const [selecting, setSelecting] = useState(false);
  if (!selecting && selection.ids.size > 0) {
    setSelecting(true);
  }
  const setColumns = useCallback(
    (ids: string | undefined) => {
      onSearch(ids === undefined ? without(search, 'columns') : { ...search, columns: ids }, { replace: true });
    },
    [search, onSearch],
  );
  const { choice, saved } = useColumns({
    list: path,
    columns,
    fromAddress: search['columns'],
    fromView: views.columns,
    onChange: setColumns,
  });
  // What was deleted is restored first and changed then, and viewers change nothing.
  const usable = useMemo(() => (deleted || !writes ? columns.map(readOnly) : columns), [columns, deleted, writes]);
  const filter = (next: Search, options?: { replace?: boolean }) => {
    selection.clear();
    onSearch(next, options);
  };
  useTrail(path, rows);

  return (
    <Page
      title={title}
      aside={rows.isPending ? undefined : <span aria-live="polite">{found(rows.total, rows.totalExact)}</span>}
      actions={
        <>
          {props.actions}
          <ExportMenu path={`/api/${topic}/export`} query={asked} />
          <ColumnMenu columns={columns} choice={choice} />
        </>
      }
      toolbar={
        <>
          {views.menu({ query: savedQuery(search), columns: saved })}
          <FilterBar group={title} fields={fields} search={search} onChange={filter} placeholder={find} />
        </>
      }
      layout="fill"
    >
      <DataTable
        label={title}
        phoneLine={props.phoneLine}
        columns={usable}
        choice={choice}
        rows={rows}
        sort={search['sort'] ?? defaultSort}
        onSort={(sort) => onSearch({ ...search, sort })}
        {...(writes && bulk ? { selection } : {})}
        {...(deleted ? {} : { onOpen })}
        empty={
          <Nothing {...{ search, deleted }} nothing={props.nothing} onClear={() => filter(withoutFilters(search))} />
        }
      />
      <Suspense>
        {selecting && bulk && <BulkBar topic={topic} group={title} {...{ bulk, selection, deleted }} />}
      </Suspense>
    </Page>
  );
}

function readOnly<Row>(column: Column<Row>): Column<Row> {
  const copy = { ...column };
  delete copy.edit;
  return copy;
}

interface NothingProps {
  search: Search;
  deleted: boolean;
  nothing: ReactNode;
  onClear: () => void;
}

function Nothing({ search, deleted, nothing, onClear }: NothingProps) {
  if (!isFiltered(search)) {
    return <>{nothing}</>;
  }
  return (
    <EmptyState
      icon={deleted ? IconTrash : IconSearchOff}
      title={deleted ? t('nothingDeleted') : t('nothingLikeThat')}
      action={
        <Button variant="default" onClick={onClear}>
          {t('removeFilters')}
        </Button>
      }
    >
      {deleted ? t('nothingDeletedText') : t('nothingLikeThatText')}
    </EmptyState>
  );
}
