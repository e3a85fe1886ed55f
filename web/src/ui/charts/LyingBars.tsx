import css from './LyingBars.module.css';

export interface LyingBar {
  key: string;
  name: string;
  value: number;
  /** The value as people read it. */
  said: string;
  /** Beside the value, such as money. */
  detail?: string;
  /** Behind that, quietly; left out on a phone. */
  note?: string;
  /** What came to a good or a bad end is drawn so. */
  end?: 'good' | 'bad' | undefined;
}

/** Bars below each other with what they stand for, for everybody as a table. */
export function LyingBars({ title, bars }: { title: string; bars: readonly LyingBar[] }) {
  const most = Math.max(...bars.map(({ value }) => value), 1);
  const [details, notes] = [bars.some(({ detail }) => detail), bars.some(({ note }) => note)];
  return (
    <table className={css['bars']} aria-label={title}>
      <tbody>
        {bars.map(({ key, name, value, said, detail, note, end }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td className={css['track']}>
              {value > 0 && (
                <div className={css['stay']} data-end={end} style={{ width: `max(2px, ${(value / most) * 100}%)` }} />
              )}
            </td>
            <td className={css['value']}>{said}</td>
            {details && <td className={css['money']}>{detail}</td>}
            {notes && <td className={css['note']}>{note}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
