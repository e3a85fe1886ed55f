import { Button, Progress as Bar } from '@mantine/core';
import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { lazy, Suspense, useRef, useState } from 'react';
import { formatNumber } from '@/lib/format';
import { useHotkeys } from '@/lib/hotkeys';
import { FilterPicker, type PickerHandle } from '../filters/FilterPicker';
import { isActive, NONE, type Search } from '../filters/fields';
import { t } from './messages';
import { SelectionBar } from '../table/SelectionBar';
import type { Selection } from '../table/useSelection';
import type { BulkActions, BulkChange, BulkRow } from './actions';
import css from './BulkBar.module.css';
import { useBulk, type Progress } from './useBulk';
import { useSelectedRows } from './useSelectedRows';

const ShortfallDialog = lazy(async () => ({ default: (await import('./ShortfallDialog')).ShortfallDialog }));

interface Props<Row> {
  /** The topic with which the keys of the list begin. */
  topic: string;
  group: string;
  bulk: BulkActions<Row>;
  selection: Selection;
  /** The list shows what was deleted. */
  deleted: boolean;
}

/** A change that was chosen and asks for more. */
interface Asking<Row> {
  wanted: BulkChange<Row>;
  value: string | null;
}

const NOTHING_CHOSEN: Search = {};

/** What can be done with everything that is selected, for as long as something is. */
export function BulkBar<Row extends BulkRow>({ topic, group, bulk, selection, deleted }: Props<Row>) {
  const picker = useRef<PickerHandle>(null);
  const rowsOf = useSelectedRows<Row>(topic, selection.ids);
  const { progress, shortfall, closeShortfall, change, remove, restore } = useBulk(bulk);
  const [asking, setAsking] = useState<Asking<Row>>();
  const { deletes = true } = bulk;
  const some = selection.ids.size > 0 && progress === undefined;

  const start = (work: (rows: readonly Row[]) => Promise<void>) => {
    const rows = rowsOf();
    selection.clear();
    if (rows.length > 0) {
      void work(rows);
    }
  };
  const choose = (chosen: Search) => {
    const wanted = bulk.changes.find(({ field }) => isActive(field, chosen));
    if (wanted !== undefined) {
      const said = chosen[wanted.field.id] ?? '';
      const value = said === NONE ? null : said;
      if (wanted.ask === undefined) {
        start((rows) => change(rows, wanted, value));
      } else {
        setAsking({ wanted, value });
      }
    }
  };
  const answered = ({ wanted, value }: Asking<Row>, more: object) => {
    const { changes } = wanted;
    const together =
      'alike' in changes
        ? { alike: (chosen: string | null) => ({ ...changes.alike(chosen), ...more }) }
        : { each: (chosen: string | null, row: Row) => ({ ...changes.each(chosen, row), ...more }) };
    start((rows) => change(rows, { ...wanted, changes: together }, value));
  };
  const Ask = asking?.wanted.ask;
  useHotkeys(
    some && !deleted
      ? [
          { keys: 'shift+e', label: t('changeSelected'), group, run: () => picker.current?.open() },
          ...(deletes ? [{ keys: 'delete', label: t('deleteSelected'), group, run: () => start(remove) }] : []),
        ]
      : [],
  );

  return (
    <>
      {progress !== undefined ? (
        <Underway progress={progress} />
      ) : (
        <SelectionBar selection={selection}>
          {deleted ? (
            deletes && (
              <Button
                variant="default"
                size="compact-sm"
                leftSection={<IconArrowBackUp size={14} stroke={1.6} />}
                onClick={() => start(restore)}
              >
                {t('restore')}
              </Button>
            )
          ) : (
            <>
              <FilterPicker
                ref={picker}
                fields={bulk.changes.map(({ field }) => field)}
                search={NOTHING_CHOSEN}
                onChange={choose}
                label={t('changeWhat')}
              >
                {(toggle) => (
                  <Button
                    variant="default"
                    size="compact-sm"
                    leftSection={<IconPencil size={14} stroke={1.6} />}
                    onClick={toggle}
                  >
                    {t('change')}
                  </Button>
                )}
              </FilterPicker>
              {deletes && (
                <Button
                  variant="default"
                  size="compact-sm"
                  leftSection={<IconTrash size={14} stroke={1.6} />}
                  onClick={() => start(remove)}
                >
                  {t('delete')}
                </Button>
              )}
            </>
          )}
        </SelectionBar>
      )}
      <Suspense>
        {asking !== undefined && Ask !== undefined && (
          <Ask
            value={asking.value}
            what={bulk.counted(selection.ids.size)}
            onClose={() => setAsking(undefined)}
            onDone={(more) => answered(asking, more)}
          />
        )}
        {shortfall !== undefined && (
          <ShortfallDialog
            shortfall={shortfall}
            counted={bulk.counted}
            onClose={closeShortfall}
            onSelect={(ids) => {
              closeShortfall();
              selection.add(ids);
            }}
          />
        )}
      </Suspense>
    </>
  );
}

function Underway({ progress: { sent, total, cancel } }: { progress: Progress }) {
  return (
    <div className={css['underway']} role="status">
      <Bar className={css['progress'] ?? ''} value={(sent / total) * 100} aria-label={t('underway')} />
      <span className={css['count']}>{t('sentOf', { sent: formatNumber(sent), total: formatNumber(total) })}</span>
      {total > sent && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={cancel}>
          {t('stop')}
        </Button>
      )}
    </div>
  );
}
