import { TextInput } from '@mantine/core';
import { formatMoney } from '@/lib/format';
import type { Versioned } from '@/lib/patch';
import { t } from '../messages';
import { Fact, type Editing, type FactOf } from './Fact';
import css from './MoneyFact.module.css';
import type { Written } from './useFacts';

interface Money {
  amount: string;
  currency: string;
}

type WithMoney = Versioned & { currency: string | null };

/** An amount, with the record's currency. */
export function MoneyFact<R extends WithMoney, C>(of: FactOf<R, C>) {
  const amountIn = (record: R) => (typeof record[of.field] === 'string' ? record[of.field] : '') as string;
  return (
    <Fact<R, C, Money>
      {...of}
      from={(record) => ({ amount: amountIn(record), currency: record.currency ?? '' })}
      write={({ amount, currency }, record) => {
        const given = currency.trim() === '' ? null : currency.trim().toUpperCase();
        const change = {
          [of.field]: amount.trim() === '' ? null : amount.trim(),
          ...(given === record.currency ? {} : { currency: given }),
        };
        return { changes: change, shown: change } as unknown as Written<R, C>;
      }}
      show={(record) => amountText(amountIn(record), record.currency)}
      editor={(editing) => <MoneyEditor {...editing} />}
    />
  );
}

/** While the server has not answered, the amount may be no number yet. */
function amountText(amount: string, currency: string | null): string | null {
  if (amount === '') {
    return null;
  }
  return currency === null || !/^[A-Z]{3}$/.test(currency) || !/^-?\d+(\.\d+)?$/.test(amount)
    ? [amount, currency].filter(Boolean).join(' ')
    : formatMoney(amount, currency);
}

function MoneyEditor({ value, set, error }: Editing<Money>) {
  return (
    <div className={css['money']}>
      <TextInput
        aria-label={t('amount')}
        placeholder={t('amount')}
        inputMode="decimal"
        value={value.amount}
        onChange={(event) => set({ ...value, amount: event.currentTarget.value })}
        error={error}
        autoFocus
      />
      <TextInput
        aria-label={t('currency')}
        placeholder="EUR"
        value={value.currency}
        onChange={(event) => set({ ...value, currency: event.currentTarget.value })}
        maxLength={3}
      />
    </div>
  );
}
