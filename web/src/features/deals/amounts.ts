/** The sum of two decimals, exactly: amounts come as texts because numbers of the browser lose cents. */
export function addAmounts(one: string, other: string): string {
  const digits = Math.max(digitsOf(one), digitsOf(other));
  return textOf(scaled(one, digits) + scaled(other, digits), digits);
}

export function negated(amount: string): string {
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
}

/** A quantity times a price, with the digits of the price. */
export function timesAmount(quantity: string, price: string): string {
  const digits = [digitsOf(quantity), digitsOf(price)] as const;
  const product = scaled(quantity, digits[0]) * scaled(price, digits[1]);
  const kept = Math.max(2, digits[1]);
  const rest = digits[0] + digits[1] - kept;
  const divisor = 10n ** BigInt(Math.max(0, rest));
  const rounded = rest > 0 ? (product + (product < 0n ? -divisor : divisor) / 2n) / divisor : product;
  return textOf(rounded * 10n ** BigInt(Math.max(0, -rest)), kept);
}

/** Whether it is a decimal that one can count with. */
export function isAmount(text: string): boolean {
  return /^-?\d+(\.\d+)?$/.test(text);
}

const digitsOf = (amount: string) => amount.split('.')[1]?.length ?? 0;

function scaled(amount: string, digits: number): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(digits, '0'));
}

function textOf(value: bigint, digits: number): string {
  const sign = value < 0n ? '-' : '';
  const text = (value < 0n ? -value : value).toString().padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
