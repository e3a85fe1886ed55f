import type { QueryKey } from '@tanstack/react-query';
import { nameFound, type Choice } from '@/lib/finding';
import { Overtaken, patchOver, type Versioned } from '@/lib/patch';
import { patchRows } from '@/lib/pages';
import { changed } from '@/lib/query';
import type { FilterField } from '../filters/fields';
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
  /** What the record looks like with them, where that is more. */
  shown?: (text: string) => Partial<Row>;
  /** The value as people read it, where that is another text. */
  say?: (row: Row) => string;
}

/**
 * A cell that is changed in place: seen at once in every list, taken back if the server refuses it. `field` is its name
 * in the server's answer.
 */
export function cellOf<Row extends Versioned>({ topic, topics, read, patch }: Patching<Row>) {
  return (field: string, typed: Typed<Row>, how?: Pick<CellEdit<Row>, 'possible' | 'choose'>): CellEdit<Row> => ({
    field,
    ...how,
    value: typed.text,
    save: async (row, text) => {
      const changes = typed.changes(text);
      const takeBack = patchRows<Row>(topic, row.id, typed.shown?.(text) ?? changes);
      try {
        const send = (record: Row) => patch(record.id, changes, record.version);
        const saved = await patchOver({ base: row, read: () => read(row.id), send, value: typed.text });
        patchRows<Row>(topic, row.id, saved);
      } catch (error) {
        takeBack();
        if (error instanceof Overtaken) {
          const current = error.current as Row;
          patchRows<Row>(topic, row.id, current);
          throw new CellOvertaken((typed.say ?? typed.text)(current), current);
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

/** Phone numbers, with commas between them; how they are dialled is known to the server. */
export function phonesCell() {
  interface Row {
    phones: { typed: string; e164: string | null; extension: string | null }[];
  }
  const { text, changes } = textsCell('phones');
  return {
    text: ({ phones }: Row) => text({ phones: phones.map(({ typed }) => typed) }),
    changes,
    shown: (typed: string) => {
      const texts = (changes(typed) as { phones: string[] }).phones;
      return { phones: texts.map((each) => ({ typed: each, e164: null, extension: null })) };
    },
  };
}

/** Yes or no. */
export function flagCell<K extends string>(name: K) {
  return {
    text: (row: Record<K, boolean>) => String(row[name]),
    changes: (text: string) => ({ [name]: text === 'true' }) as never,
  };
}

/** Another record, by its id; what it is called is known from where it was chosen, whose keys begin with `found`. */
export function recordCell<Id extends string, Name extends string>(id: Id, name: Name, found: QueryKey) {
  type Row = Partial<Record<Id, string | null> & Record<Name, Choice | null>>;
  const changes = (text: string) => ({ [id]: orNull(text) }) as Row as never;
  return {
    text: (row: Row) => row[id] ?? '',
    changes,
    shown: (text: string) => {
      const choice = text === '' ? null : { id: text, name: nameFound(found, text) ?? '' };
      return { [id]: orNull(text), [name]: choice } as never;
    },
    say: (row: Row) => row[name]?.name ?? '',
  };
}

/** Columns of plain text, changed in place. */
export function textColumns<Row extends Versioned>(edit: ReturnType<typeof cellOf<Row>>) {
  return (id: keyof Row & string, header: string, width: number): Column<Row> => {
    const text = (row: Row) => (typeof row[id] === 'string' ? row[id] : '');
    return { id, header, width, cell: text, edit: edit(id, { text, changes: textCell(id).changes }) };
  };
}

/** How a cell is chosen: as the filter of this name, besides which there may be none. */
export function choicesOf(fields: readonly FilterField[]) {
  return (id: string, none?: string): { choose?: FilterField } => {
    const field = fields.find((each) => each.id === id);
    return field === undefined ? {} : { choose: { ...field, ...(none !== undefined && { none }) } };
  };
}
