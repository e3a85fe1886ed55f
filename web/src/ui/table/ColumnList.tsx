import { Button, Checkbox } from '@mantine/core';
import IconGripVertical from '@tabler/icons-react/dist/esm/icons/IconGripVertical.mjs';
import { useRef, useState } from 'react';
import { useReorder } from '../useReorder';
import { t } from './messages';
import css from './ColumnList.module.css';
import { movedTo, type Column, type ColumnChoice } from './columns';

interface Props<Row> {
  columns: readonly Column<Row>[];
  choice: ColumnChoice;
}

/** The columns with a mark for those that are shown; the handle moves one, by dragging or with the arrow keys. */
export function ColumnList<Row>({ columns, choice }: Props<Row>) {
  const headers = new Map(columns.filter(({ essential }) => essential !== true).map(({ id, header }) => [id, header]));
  // One that is hidden stays in its line for as long as the list is open: nothing jumps under the pointer.
  const [order, setOrder] = useState(() => orderOf([...headers.keys()], choice.visible));
  const [moved, setMoved] = useState<string>();
  const shown = new Set(choice.visible);

  const choose = (ids: readonly string[], visible: ReadonlySet<string>) =>
    choice.choose(ids.filter((id) => visible.has(id)));
  const toggle = (id: string) => {
    const next = new Set(shown);
    if (!next.delete(id)) {
      next.add(id);
    }
    choose(order, next);
  };
  // A key moves and lets go at once, before the new order is drawn.
  const placed = useRef(order);
  const place = (next: string[]) => {
    placed.current = next;
    setOrder(next);
  };
  const { list, handle, dragged } = useReorder(
    order,
    (id, to) => {
      place(movedTo(order, id, to));
      setMoved(id);
    },
    () => choose(placed.current, shown),
  );

  return (
    <>
      <ul className={css['list']} ref={list}>
        {order.map((id) => (
          <li key={id} className={css['column']} data-dragged={dragged === id || undefined}>
            <label className={css['mark']}>
              <Checkbox size="xs" checked={shown.has(id)} onChange={() => toggle(id)} />
              <span>{headers.get(id)}</span>
            </label>
            <button
              type="button"
              className={css['handle']}
              aria-label={t('moveColumn', { column: headers.get(id) ?? '' })}
              aria-description={t('moveColumnHow')}
              {...handle(id)}
            >
              <IconGripVertical size={14} stroke={1.6} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      <div className={css['said']} aria-live="polite">
        {moved !== undefined &&
          t('columnAt', { column: headers.get(moved) ?? '', place: order.indexOf(moved) + 1, of: order.length })}
      </div>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        fullWidth
        onClick={() => {
          choice.choose(undefined);
          place(orderOf([...headers.keys()], usual(columns)));
          setMoved(undefined);
        }}
      >
        {t('columnsAsUsual')}
      </Button>
    </>
  );
}

function usual<Row>(columns: readonly Column<Row>[]): string[] {
  return columns.filter(({ optional }) => optional !== true).map(({ id }) => id);
}

/** What is shown in its order, and then the others. */
function orderOf(ids: readonly string[], visible: readonly string[]): string[] {
  const first = visible.filter((id) => ids.includes(id));
  return [...first, ...ids.filter((id) => !first.includes(id))];
}
