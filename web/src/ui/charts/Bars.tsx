import { useState, type KeyboardEvent, type PointerEvent } from 'react';
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

/**
 * Upright bars beside each other, and the same as a table for readers. The value of a bar is said above it: of the one
 * that the pointer is at, that a finger touches or slides to, or that the arrow keys have come to.
 */
export function Bars({ title, heads, bars }: Props) {
  const most = Math.max(...bars.map(({ value }) => value), 0) || 1;
  const [at, setAt] = useState<number>();
  const last = bars.length - 1;
  const bar = at === undefined ? undefined : bars[at];

  const point = ({ clientX, currentTarget }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    setAt(Math.max(0, Math.min(last, Math.floor(((clientX - left) / width) * bars.length))));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const from = at ?? last;
    const next = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: last }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(last, next)));
    } else if (event.key === 'Escape' && at !== undefined) {
      event.stopPropagation();
      setAt(undefined);
    }
  };

  return (
    <figure className={css['chart']}>
      <div
        className={css['bars']}
        role="slider"
        tabIndex={0}
        aria-label={title}
        aria-valuemin={1}
        aria-valuemax={bars.length}
        aria-valuenow={(at ?? last) + 1}
        aria-valuetext={saidOf(bar ?? bars[last])}
        onFocus={() => setAt((current) => current ?? last)}
        onBlur={() => setAt(undefined)}
        onKeyDown={onKeyDown}
        onPointerDown={point}
        onPointerMove={point}
        onPointerLeave={({ pointerType }) => {
          // What a finger has touched stays until it touches something else.
          if (pointerType === 'mouse') {
            setAt(undefined);
          }
        }}
      >
        {bars.map(({ key, label, value, part }, index) => (
          <div key={key} className={css['slot']} data-at={index === at || undefined}>
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
        ))}
        {bar !== undefined && at !== undefined && (
          // It moves with the bar, and stays within the chart at both ends.
          <div
            className={css['said']}
            style={{
              left: `${((at + 0.5) / bars.length) * 100}%`,
              transform: `translate(${-100 * ((at + 0.5) / bars.length)}%, -100%)`,
            }}
          >
            {saidOf(bar)}
          </div>
        )}
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

const saidOf = (bar: Bar | undefined) => (bar === undefined ? '' : `${bar.name}: ${bar.said}`);
