import { Popover } from '@mantine/core';
import { FilterChoices } from '../filters/FilterChoices';
import { NONE, type FilterField, type Search } from '../filters/fields';
import css from './EditField.module.css';
import { Refusal } from './Refusal';
import type { Editing, RowActions } from './TableRow';

interface Props {
  field: FilterField;
  label: string;
  editing: Editing;
  actions: RowActions;
}

const NOTHING_CHOSEN: Search = {};

/** Below a cell, the choice of what it becomes; Escape and a click elsewhere give up. */
export function ChooseField({ field, label, editing, actions }: Props) {
  const finish = (value: string) => actions.editDone(editing.column, value);
  return (
    <div className={css['edit']} onClick={(event) => event.stopPropagation()}>
      <Popover
        opened
        onChange={(opened) => !opened && actions.editCancelled()}
        width={264}
        position="bottom-start"
        shadow="md"
        transitionProps={{ duration: 60 }}
      >
        <Popover.Target>
          <div className={css['chosen']} role="button" tabIndex={-1} aria-label={label} />
        </Popover.Target>
        <Popover.Dropdown p={4} aria-label={label}>
          {editing.problem !== undefined && (
            <div role="alert" className={css['refused']}>
              <Refusal
                editing={editing}
                onTakeTheirs={actions.editCancelled}
                onOverwrite={() => finish(editing.text)}
              />
            </div>
          )}
          <FilterChoices
            fields={[field]}
            field={field}
            label={label}
            search={NOTHING_CHOSEN}
            onChoose={(chosen) => {
              const value = chosen[field.id] ?? '';
              finish(value === NONE ? '' : value);
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
