import { Button, Tooltip } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useRouter } from '@tanstack/react-router';
import { useSession } from '@/lib/api';
import { KeyHint } from '@/ui/KeyHint';
import { commandsFor } from '../features';
import { openDialog } from '../shell/DialogOutlet';

/** What a command does, as the button of a page; nothing where one may not. */
export function NewButton({ command }: { command: string }) {
  const router = useRouter();
  const offered = commandsFor(useSession()).find(({ id }) => id === command);
  if (offered === undefined) {
    return null;
  }
  const { label, keys, run } = offered;
  return (
    <Tooltip label={keys === undefined ? label : <KeyHint keys={keys} />}>
      <Button
        size="compact-sm"
        leftSection={<IconPlus size={14} stroke={2} />}
        onClick={() => run({ go: (path) => router.history.push(path), open: openDialog })}
      >
        {label}
      </Button>
    </Tooltip>
  );
}
