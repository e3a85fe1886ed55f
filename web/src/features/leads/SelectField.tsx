import { useId, type ReactNode } from 'react';
import css from './SelectField.module.css';

interface Props {
  label: string;
  /** The field is labelled for readers only. */
  bare?: boolean;
  value: string;
  onChange: (value: string) => void;
  data: readonly { value: string; label: string }[];
  error?: ReactNode;
  autoFocus?: boolean;
  disabled?: boolean;
}

/** One of a few, as the browser offers it: by the first letter, by arrow keys, by a wheel on a phone. */
export function SelectField({
  label,
  bare = false,
  value,
  onChange,
  data,
  error,
  autoFocus = false,
  disabled = false,
}: Props) {
  const id = useId();
  return (
    <div className={css['field']}>
      {!bare && (
        <label htmlFor={id} className={css['label']}>
          {label}
        </label>
      )}
      <select
        id={id}
        className={css['select']}
        aria-label={bare ? label : undefined}
        aria-invalid={error !== undefined && error !== null}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoFocus={autoFocus}
        disabled={disabled}
      >
        {data.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {error !== undefined && error !== null && <div className={css['error']}>{error}</div>}
    </div>
  );
}
