import { Overtaken, patchOver, type Versioned } from '@/lib/patch';
import { patchRows } from '@/lib/pages';
import { changed } from '@/lib/query';
import { CellOvertaken, type CellEdit, type Column } from '../table/columns';

/** How the cells of a list are written. */
export interface Patching<Row> {
  /** The topic with which the keys of its lists begin. */
  topic: string;
  /** What else shows these records. */
  topics: readonly string[];
  read: (id: string) => Promise<Row>;
  patch: (id: string, changes: Partial<Row>, version: number) => Promise<Row>;
}

/** A value as one types it, and what the typed text makes of a record. */
export interface Typed<Row> {
  text: (row: Row) => string;
  changes: (text: string) => Partial<Row>;
}

/**
 * A cell that is changed in place: seen at once in every list, taken back if the server refuses it. `field` is its name
 * in the server's answer.
 */
export function cellOf<Row extends Versioned>({ topic, topics, read, patch }: Patching<Row>) {
  return (field: string, typed: Typed<Row>, possible?: (row: Row) => boolean): CellEdit<Row> => ({
    field,
    ...(possible && { possible }),
    value: typed.text,
    save: async (row, text) => {
      const changes = typed.changes(text);
      const takeBack = patchRows<Row>(topic, row.id, changes);
      try {
        const send = (record: Row) => patch(record.id, changes, record.version);
        const saved = await patchOver({ base: row, read: () => read(row.id), send, value: typed.text });
        patchRows<Row>(topic, row.id, saved);
      } catch (error) {
        takeBack();
        if (error instanceof Overtaken) {
          const current = error.current as Row;
          patchRows<Row>(topic, row.id, current);
          throw new CellOvertaken(typed.text(current));
        }
        throw error;
      } finally {
        void changed(topic, ...topics);
      }
    },
  });
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

export function textCell<K extends string>(name: K) {
  type Row = Partial<Record<K, string | null>>;
  return {
    text: (row: Row) => row[name] ?? '',
    // An empty name is no missing one: the server says what it thinks of it.
    changes: (text: string) => ({ [name]: orNull(text) }) as Row as never,
  };
}

/** What is no number is sent as it is, for the server knows best what is wrong with it. */
export function numberCell<K extends string>(name: K) {
  type Row = Partial<Record<K, number | null>>;
  return {
    text: (row: Row) => String(row[name] ?? ''),
    changes: (text: string) => {
      const number = Number(text.trim());
      return { [name]: orNull(text) === null ? null : Number.isFinite(number) ? number : text } as Row as never;
    },
  };
}

/** Texts, with commas between them. */
export function textsCell<K extends string>(name: K) {
  type Row = Partial<Record<K, string[]>>;
  return {
    text: (row: Row) => (row[name] ?? []).join(', '),
    changes: (text: string) => {
      const texts = text.split(/[,;]/).flatMap((each) => orNull(each) ?? []);
      return { [name]: [...new Set(texts)] } as Row as never;
    },
  };
}

/** Columns of plain text, changed in place. */
export function textColumns<Row extends Versioned>(edit: ReturnType<typeof cellOf<Row>>) {
  return (id: keyof Row & string, header: string, width: number): Column<Row> => {
    const text = (row: Row) => (typeof row[id] === 'string' ? row[id] : '');
    return { id, header, width, cell: text, edit: edit(id, { text, changes: textCell(id).changes }) };
  };
}
