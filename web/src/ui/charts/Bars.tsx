import { Tooltip } from '@mantine/core';
import css from './Bars.module.css';

export interface Bar {
  key: string;
  /** Below the bar; empty where there is no room for all of them. */
  label: string;
  /** What the bar stands for, in words: "21 Nov". */
  name: string;
  value: number;
  /** The value in words. */
  said: string;
  /** A part of the value, drawn stronger. */
  part?: number;
}

interface Props {
  title: string;
  /** What the bars and their values are, for those who read them as a table. */
  heads: readonly [string, string];
  bars: readonly Bar[];
}

/** Upright bars beside each other, with their values on hover, and the same as a table for readers. */
export function Bars({ title, heads, bars }: Props) {
  const most = Math.max(...bars.map(({ value }) => value), 0) || 1;
  return (
    <figure className={css['chart']}>
      <div className={css['bars']} aria-hidden>
        {bars.map(({ key, label, name, value, said, part }) => (
          <Tooltip key={key} label={`${name}: ${said}`} openDelay={0}>
            <div className={css['slot']}>
              <div className={css['track']}>
                <div
                  className={css['bar']}
                  style={{ height: `${(value / most) * 100}%` }}
                  data-whole={part === undefined || undefined}
                >
                  {part !== undefined && value > 0 && (
                    <div className={css['part']} style={{ height: `${(part / value) * 100}%` }} />
                  )}
                </div>
              </div>
              <span className={css['label']}>{label}</span>
            </div>
          </Tooltip>
        ))}
      </div>
      <table className={css['table']}>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{heads[0]}</th>
            <th scope="col">{heads[1]}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ key, name, said }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>{said}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
