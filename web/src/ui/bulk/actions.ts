import type { ComponentType } from 'react';
import type { Schema } from '@/lib/api';
import type { FilterField } from '../filters/fields';

export interface BulkRow {
  id: string;
  name: string;
  version: number;
}

/** One kind of change for many records: chosen like a filter, and sent for each of them or for all alike. */
export interface BulkChange<Row> {
  /** What is chosen, such as a status or an owner. */
  field: FilterField;
  /** What all of them get for the value that was chosen; or each in its own way, and then it must still be that version. */
  changes: { alike: (value: string | null) => object } | { each: (value: string | null, row: Row) => object };
  /** The fields of the record that change, so that it can be taken back. */
  touches: readonly (keyof Row & string)[];
  /** Asks for more before it is done, such as a reason. */
  ask?: ComponentType<AskProps>;
}

export interface AskProps {
  value: string | null;
  /** "12 contacts" */
  what: string;
  onClose: () => void;
  /** What all of them get besides. */
  onDone: (more: object) => void;
}

export interface BulkRequest {
  operation: 'update' | 'delete' | 'restore';
  ids?: string[];
  changes?: object;
  records?: object[];
  partial: true;
}

export interface BulkActions<Row> {
  changes: readonly BulkChange<Row>[];
  send: (request: BulkRequest) => Promise<Schema<'BulkResult'>>;
  /** The topics that a change touches, for the lists of this page. */
  topics: readonly string[];
  /** "12 contacts" */
  counted: (count: number) => string;
  /** Whether one may delete and restore; without it, whoever may change. */
  deletes?: boolean;
}

/** Changes of fields whose filters are of the same name: all records get the value that is chosen, or none. */
export function alikeChanges<Row>(
  fields: readonly FilterField[],
  ids: readonly (keyof Row & string)[],
  none: (id: string) => string,
): BulkChange<Row>[] {
  return ids.flatMap((id) => {
    const field = fields.find((each) => each.id === id);
    return field === undefined
      ? []
      : [
          {
            field: { ...field, none: none(id) },
            changes: { alike: (value: string | null) => ({ [id]: value }) },
            touches: [id],
          },
        ];
  });
}
