import { Button } from '@mantine/core';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { useMutation } from '@tanstack/react-query';
import { HintLine } from './HintLine';
import { t } from './messages';
import { notifyProblem } from './toast';

interface Props {
  /** What happened to the record. */
  children: string;
  /** Absent for those who may not. */
  restore: (() => Promise<void>) | undefined;
}

/** Below the name of a record that somebody deleted while one looks at it. */
export function GoneLine({ children, restore }: Props) {
  const restoring = useMutation({ mutationFn: async () => restore?.(), onError: notifyProblem });
  return (
    <HintLine
      icon={IconTrash}
      alert
      action={
        restore !== undefined && (
          <Button size="compact-sm" variant="default" loading={restoring.isPending} onClick={() => restoring.mutate()}>
            {t('restore')}
          </Button>
        )
      }
    >
      {children}
    </HintLine>
  );
}
