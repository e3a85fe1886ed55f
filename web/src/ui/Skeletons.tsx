import { Skeleton } from '@mantine/core';

/** Lines where a text or a list will be, only for the first time that it loads. */
export function SkeletonLines({ count = 4, height = 12 }: { count?: number; height?: number }) {
  return (
    <div aria-busy>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} height={height} mb={12} width={`${92 - ((index * 17) % 40)}%`} radius="sm" />
      ))}
    </div>
  );
}
