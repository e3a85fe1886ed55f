import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import { PersonAvatar } from '../PersonAvatar';
import css from './Comparison.module.css';
import { t } from './messages';

export interface Side {
  id: string;
  name: string;
  /** What tells records of the same name apart. */
  number?: string;
}

/** What both know of one thing, as texts; empty where one knows nothing. */
export interface ComparedRow {
  field: string;
  label: string;
  values: readonly [string, string];
  /** What becomes of the two, where nobody has to decide. */
  rule?: string;
  /** Whose value counts, where somebody decides. */
  chosenId?: string;
}

interface Props {
  label: string;
  pair: readonly [Side, Side];
  /** The one that stays. */
  keptId: string;
  onKeep: (id: string) => void;
  rows: readonly ComparedRow[];
  onChoose: (field: string, id: string) => void;
}

/** Two records side by side: which one stays, and whose value counts where both know something else. */
export function Comparison({ label, pair, keptId, onKeep, rows, onChoose }: Props) {
  return (
    <div className={css['table']} role="table" aria-label={label}>
      <div className={css['row']} role="row">
        <span role="columnheader" aria-label={t('record')} />
        {pair.map(({ id, name, number }) => (
          <span key={id} role="columnheader">
            <button type="button" className={css['who']} aria-pressed={id === keptId} onClick={() => onKeep(id)}>
              <PersonAvatar name={name} size={28} />
              <span>
                <strong>{number === undefined ? name : `${name} · ${number}`}</strong>
                <small>{id === keptId ? t('stays') : t('keep')}</small>
              </span>
            </button>
          </span>
        ))}
      </div>
      {rows
        .filter(({ values: [left, right] }) => left !== '' || right !== '')
        .map((row) => (
          <Line key={row.field} pair={pair} row={row} onChoose={onChoose} />
        ))}
    </div>
  );
}

function Line({ pair, row, onChoose }: Pick<Props, 'pair' | 'onChoose'> & { row: ComparedRow }) {
  const { field, label, values, rule, chosenId } = row;
  return (
    <div className={css['row']} role="row" data-different={chosenId !== undefined || undefined}>
      <span role="rowheader" className={css['label']}>
        {label}
        {rule !== undefined && <small>{rule}</small>}
      </span>
      {pair.map(({ id }, index) => {
        const value = values[index] ?? '';
        return chosenId === undefined ? (
          <span key={id} role="cell" className={css['value']}>
            {value === '' ? '–' : value}
          </span>
        ) : (
          <span key={id} role="cell">
            <button
              type="button"
              className={css['choice']}
              aria-pressed={chosenId === id}
              aria-label={t('use', { value, field: label })}
              onClick={() => onChoose(field, id)}
            >
              <span className={css['mark']}>{chosenId === id && <IconCheck size={12} stroke={2.5} aria-hidden />}</span>
              {value}
            </button>
          </span>
        );
      })}
    </div>
  );
}
