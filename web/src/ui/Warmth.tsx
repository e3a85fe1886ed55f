import css from './Warmth.module.css';

/** As the server counts them. */
export function levelOf(value: number): 'cold' | 'warm' | 'hot' {
  if (value < 40) {
    return 'cold';
  }
  return value < 70 ? 'warm' : 'hot';
}

/** A value from 0 to 100 as a bar from cold to hot; the label says in words what it is. */
export function Warmth({ value, label }: { value: number; label: string }) {
  return (
    <span className={css['warmth']} data-level={levelOf(value)} title={label}>
      <span className={css['track']} aria-hidden>
        <span className={css['bar']} style={{ width: `${value}%` }} />
      </span>
      <span className={css['value']}>{value}</span>
    </span>
  );
}
