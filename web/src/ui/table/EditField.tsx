import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { CellEdit } from './columns';
import type { Editing, Move, RowActions } from './TableRow';
import css from './EditField.module.css';
import { Refusal } from './Refusal';

interface Props<Row> {
  edit: CellEdit<Row>;
  label: string;
  editing: Editing;
  actions: RowActions;
}

/**
 * The field in a cell. Enter and leaving it send, Tab sends and goes on, Escape gives up; what the server refuses stays
 * here with the reason.
 */
export function EditField<Row>({ edit, label, editing, actions }: Props<Row>) {
  const [text, setText] = useState(editing.text);
  const field = useRef<HTMLInputElement>(null);
  const finished = useRef(false);

  useEffect(() => {
    finished.current = false;
    field.current?.focus();
    field.current?.select();
  }, [editing]);

  const bubble = useRef<HTMLDivElement>(null);
  const [side, setSide] = useState<'left' | 'right'>('left');
  useLayoutEffect(() => {
    const grid = bubble.current?.closest('[role=grid]');
    const cell = bubble.current?.parentElement;
    if (!grid || !cell) {
      return undefined;
    }
    const place = () => {
      const end = cell.getBoundingClientRect().left + (bubble.current?.offsetWidth ?? 0);
      setSide(end > grid.getBoundingClientRect().right ? 'right' : 'left');
    };
    const observer = new ResizeObserver(place); // Speaks up at once, and whenever the table has another width.
    observer.observe(grid);
    return () => observer.disconnect();
  }, [editing]);

  const finish = (value: string, move?: Move) => {
    if (!finished.current) {
      finished.current = true;
      actions.editDone(editing.column, value, move);
    }
  };
  const giveUp = () => {
    finished.current = true;
    actions.editCancelled();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter') {
      event.preventDefault();
      finish(text, 'down');
    } else if (event.key === 'Tab') {
      event.preventDefault();
      finish(text, event.shiftKey ? 'previous' : 'next');
    } else if (event.key === 'Escape') {
      event.preventDefault();
      giveUp();
    }
  };

  return (
    <div className={css['edit']} onClick={(event) => event.stopPropagation()}>
      <input
        ref={field}
        className={css['field']}
        aria-label={label}
        aria-invalid={editing.problem !== undefined}
        aria-describedby={editing.problem === undefined ? undefined : 'cell-problem'}
        value={text}
        inputMode={edit.inputMode}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        // What was refused is not sent again by leaving the field, least of all over what somebody else wrote.
        onBlur={() => (editing.problem !== undefined && text === editing.text ? giveUp() : finish(text))}
      />
      {editing.problem !== undefined && (
        <div ref={bubble} id="cell-problem" role="alert" className={css['problem']} data-side={side}>
          <Refusal editing={editing} onTakeTheirs={giveUp} onOverwrite={() => finish(text)} />
        </div>
      )}
    </div>
  );
}
