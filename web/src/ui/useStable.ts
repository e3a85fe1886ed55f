import { useLayoutEffect, useState } from 'react';

/** Functions that always do the latest, in an object that stays the same: rows of a long list need not render for them. */
export function useStable<T extends { [K in keyof T]: (...args: never[]) => unknown }>(functions: T): T {
  const [box] = useState(() => boxOf(functions));
  useLayoutEffect(() => box.hold(functions));
  return box.stable;
}

function boxOf<T extends { [K in keyof T]: (...args: never[]) => unknown }>(first: T) {
  let latest = first;
  const names = Object.keys(first) as (keyof T)[];
  return {
    stable: Object.fromEntries(names.map((name) => [name, (...args: never[]) => latest[name](...args)])) as T,
    hold: (next: T) => {
      latest = next;
    },
  };
}
