import { useEffect, useRef, useState } from 'react';

/** The same functions for as long as the component is there, each doing what it does in the latest rendering. */
export function useStableActions<T extends object>(latest: T): T {
  const current = useRef(latest);
  useEffect(() => {
    current.current = latest;
  });
  const [stable] = useState(
    () =>
      new Proxy(latest, {
        get:
          (_, name) =>
          (...given: unknown[]) =>
            (current.current[name as keyof T] as (...given: unknown[]) => unknown)(...given),
      }),
  );
  return stable;
}
