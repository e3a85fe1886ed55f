/** The address bar's search as plain texts: `?role=Producer&warmnessMin=40`, without quotes and without types. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

/** For a route's `validateSearch`: these keys where they have a value, and nothing else. */
export function texts<K extends string>(...keys: readonly K[]) {
  return (search: Record<string, unknown>): Partial<Record<K, string>> => {
    const known: Partial<Record<K, string>> = {};
    for (const key of keys) {
      const value = search[key];
      if ((typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean') {
        known[key] = String(value);
      }
    }
    return known;
  };
}
