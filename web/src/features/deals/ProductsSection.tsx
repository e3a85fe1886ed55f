import { ActionIcon, Button, TextInput } from '@mantine/core';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useState } from 'react';
import { answer, api } from '@/lib/api';
import type { Choice } from '@/lib/finding';
import { formatMoney } from '@/lib/format';
import type { Facts } from '@/ui/facts/useFacts';
import { AddingSection } from './AddingSection';
import { addAmounts, isAmount, timesAmount } from './amounts';
import type { Deal, DealChanges } from './deal';
import { productsQuery } from './products';
import css from './Sections.module.css';
import { t } from './recordMessages';

type Line = NonNullable<Deal['products']>[number];

const linesOf = (deal: Deal): Line[] => deal.products ?? [];

function sumOf(lines: readonly Line[]): string | undefined {
  return lines.every(({ quantity, price }) => isAmount(quantity) && isAmount(price))
    ? lines.reduce((sum, { quantity, price }) => addAmounts(sum, timesAmount(quantity, price)), '0.00')
    : undefined;
}

/** What a deal is about: products, how many, at which price. */
export function ProductsSection({ facts }: { facts: Facts<Deal, DealChanges> }) {
  const { record, editable } = facts;
  const lines = linesOf(record);
  const sum = sumOf(lines);

  const save = (next: Line[]) =>
    facts.save({
      field: 'products',
      mine: next,
      from: linesOf,
      write: () => ({
        changes: { products: next.map(({ productId, quantity, price }) => ({ productId, quantity, price })) },
        // What the server makes of it: the value follows the products.
        shown: { products: next, value: sumOf(next) ?? record.value },
      }),
      base: record,
    });
  const add = async ({ id, name }: Choice) => {
    const product = await answer(api.GET('/api/products/{id}', { params: { path: { id } } }));
    const price = product.currency === record.currency ? (product.price ?? '0') : '0';
    save([...lines, { productId: id, name, quantity: '1', price }]);
  };
  const change = (productId: string, part: Partial<Line>) =>
    save(lines.map((line) => (line.productId === productId ? { ...line, ...part } : line)));
  const takeSum = (value: string) =>
    facts.save({
      field: 'value',
      mine: value,
      from: (deal) => deal.value,
      write: () => ({ changes: { value }, shown: { value } }),
      base: record,
    });

  return (
    <AddingSection
      title={t('products')}
      addLabel={t('addProduct')}
      placeholder={t('findProduct')}
      find={productsQuery}
      ids={lines.map(({ productId }) => productId)}
      onAdd={(choice) => void add(choice)}
      facts={facts}
      field="products"
      none={t('noProducts')}
    >
      {lines.length > 0 && (
        <ul className={css['list']}>
          {lines.map((line) => (
            <ProductLine
              key={line.productId}
              line={line}
              currency={record.currency}
              editable={editable}
              onChange={(part) => change(line.productId, part)}
              onRemove={() => save(lines.filter(({ productId }) => productId !== line.productId))}
            />
          ))}
        </ul>
      )}
      {lines.length > 0 && sum !== undefined && (
        <p className={css['sum']}>
          <span>{t('sum')}</span>
          {editable && Number(sum) !== Number(record.value ?? NaN) && (
            <Button size="compact-xs" variant="subtle" onClick={() => takeSum(sum)}>
              {t('takeSum')}
            </Button>
          )}
          <strong>{formatMoney(sum, record.currency)}</strong>
        </p>
      )}
    </AddingSection>
  );
}

interface LineProps {
  line: Line;
  currency: string;
  editable: boolean;
  onChange: (part: Partial<Line>) => void;
  onRemove: () => void;
}

function ProductLine({ line: { name, quantity, price }, currency, editable, onChange, onRemove }: LineProps) {
  if (!editable) {
    return (
      <li className={css['product']}>
        <span className={css['productName']}>{name}</span>
        <span>{quantity}</span>
        <span className={css['price']}>{isAmount(price) ? formatMoney(price, currency) : price}</span>
      </li>
    );
  }
  return (
    <li className={css['product']}>
      <span className={css['productName']} title={name}>
        {name}
      </span>
      <NumberCell label={t('quantityOf', { name })} value={quantity} onDone={(next) => onChange({ quantity: next })} />
      <NumberCell label={t('priceOf', { name })} value={price} onDone={(next) => onChange({ price: next })} />
      <ActionIcon className={css['remove'] ?? ''} aria-label={t('removeProduct', { name })} onClick={onRemove}>
        <IconX size={14} stroke={1.6} />
      </ActionIcon>
    </li>
  );
}

/** A number that is taken with Enter or when one leaves it. */
function NumberCell({ label, value, onDone }: { label: string; value: string; onDone: (value: string) => void }) {
  const [typed, setTyped] = useState<string>();
  const done = () => {
    const next = typed?.trim() ?? '';
    setTyped(undefined);
    if (next !== '' && next !== value) {
      onDone(next);
    }
  };
  return (
    <TextInput
      size="xs"
      aria-label={label}
      inputMode="decimal"
      value={typed ?? value}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          done();
        } else if (event.key === 'Escape') {
          setTyped(undefined);
        }
      }}
      classNames={{ input: css['number'] ?? '' }}
    />
  );
}
