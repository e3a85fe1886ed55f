import IconGripVertical from '@tabler/icons-react/dist/esm/icons/IconGripVertical.mjs';
import { useState, type ReactNode } from 'react';
import { t } from './messages';
import { useReorder } from '../useReorder';
import css from './ReorderList.module.css';

interface Props<Entry> {
  label: string;
  entries: readonly Entry[];
  keyOf: (entry: Entry) => string;
  /** How an entry is spoken of. */
  nameOf: (entry: Entry, index: number) => string;
  onMove: (key: string, place: number) => void;
  /** An entry stays where it was moved to. */
  onDropped?: () => void;
  editable: boolean;
  /** Of an entry's line; its first column is the handle. */
  className: string | undefined;
  children: (entry: Entry, index: number) => ReactNode;
}

/** Entries on a line each, put in order by a handle: dragged, or moved with the arrow keys. */
export function ReorderList<Entry>(props: Props<Entry>) {
  const { label, entries, keyOf, nameOf, onMove, onDropped, editable, className, children } = props;
  const [moved, setMoved] = useState<string>();
  const move = (key: string, place: number) => {
    setMoved(key);
    onMove(key, place);
  };
  const { list, handle, dragged } = useReorder(entries.map(keyOf), move, onDropped);
  const at = entries.findIndex((entry) => keyOf(entry) === moved);
  const last = entries[at];
  return (
    <>
      <ul className={css['list']} ref={list} aria-label={label}>
        {entries.map((entry, index) => (
          <li
            key={keyOf(entry)}
            className={`${css['entry']} ${className}`}
            data-dragged={dragged === keyOf(entry) || undefined}
          >
            <button
              type="button"
              className={css['handle']}
              aria-label={t('moveEntry', { name: nameOf(entry, index) })}
              aria-description={t('moveEntryHow')}
              disabled={!editable}
              {...handle(keyOf(entry))}
            >
              <IconGripVertical size={14} stroke={1.6} aria-hidden />
            </button>
            {children(entry, index)}
          </li>
        ))}
      </ul>
      <div className={css['said']} aria-live="polite">
        {last !== undefined && t('entryAt', { name: nameOf(last, at), place: at + 1, of: entries.length })}
      </div>
    </>
  );
}
