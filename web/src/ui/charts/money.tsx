import { SegmentedControl } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { formatMoney, formatNumber } from '@/lib/format';
import { t } from './messages';

interface CurrencyTotal {
  currency: string;
  value: string;
}

const MOST_OFFERED = 4;

/** Amounts of several currencies, which are never added: "€1,200 · $80". */
export const moneyOf = (totals: readonly CurrencyTotal[]): string =>
  totals.map(({ currency, value }) => formatMoney(value, currency)).join(' · ');

/** 43 % */
export const percentOf = (share: number): string => `${formatNumber(Math.round(share * 100))} %`;

/** The currency that a chart shows: the most frequent one, or the one that was chosen where there are several. */
export function useCurrency(currencies: readonly string[]): { currency: string; choice: ReactNode } {
  const [chosen, setChosen] = useState<string>();
  const currency = currencies.find((each) => each === chosen) ?? currencies[0] ?? 'EUR';
  const choice = currencies.length > 1 && (
    <SegmentedControl
      size="xs"
      aria-label={t('currency')}
      value={currency}
      onChange={setChosen}
      data={currencies.slice(0, MOST_OFFERED)}
    />
  );
  return { currency, choice };
}
