import { formatDate, formatNumber } from '@/lib/format';
import { t } from '../messages';

export interface FilterOption {
  value: string;
  label?: string;
  /** How many there are. */
  count?: number;
}

/** Something that a list can be narrowed by; its key is that of the address bar and of the API. */
export interface Filter {
  key: string;
  label: string;
  /** `choice` offers its options alone, `text` offers them and takes any other text. */
  kind: 'text' | 'choice' | 'flag' | 'number' | 'day';
  options?: readonly FilterOption[];
  min?: number;
  max?: number;
}

export type FilterValues = Readonly<Partial<Record<string, string>>>;

/** The value as people read it. */
export function valueLabel({ kind, options }: Filter, value: string): string {
  switch (kind) {
    case 'flag':
      return value === 'true' ? t('yes') : t('no');
    case 'number':
      return formatNumber(Number(value));
    case 'day':
      return formatDate(`${value.slice(0, 10)}T12:00:00Z`);
    case 'text':
    case 'choice':
      return options?.find((option) => option.value === value)?.label ?? value;
  }
}
