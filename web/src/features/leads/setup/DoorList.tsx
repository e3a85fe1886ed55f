import { ActionIcon, Button, Switch, Text } from '@mantine/core';
import IconKey from '@tabler/icons-react/dist/esm/icons/IconKey.mjs';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconWorldUpload from '@tabler/icons-react/dist/esm/icons/IconWorldUpload.mjs';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { soon } from '@/lib/soon';
import { Dialog } from '@/ui/Dialog';
import { DialogEnd } from '@/ui/DialogEnd';
import { EmptyState } from '@/ui/EmptyState';
import { Problem } from '@/ui/Problem';
import { RelativeTime } from '@/ui/RelativeTime';
import { SkeletonLines } from '@/ui/Skeletons';
import { notifyProblem } from '@/ui/toast';
import { changeDoor, doorsQuery, rotateDoor, type Door, type OpenedDoor } from './doors';
import { t } from './doorMessages';
import css from './Setup.module.css';

const DoorDialog = soon(async () => (await import('./DoorDialog')).DoorDialog);
const SecretDialog = soon(async () => (await import('./SecretDialog')).SecretDialog);

/** What is open over the list. */
type Open = { what: 'new' } | { what: 'edit' | 'rotate'; door: Door } | { what: 'secret'; door: OpenedDoor };

/** Where web forms and other programs send enquiries. */
export function DoorList() {
  const { data: doors, error, refetch } = useQuery(doorsQuery);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  if (doors === undefined) {
    return error ? <Problem error={error} retry={() => void refetch()} /> : <SkeletonLines count={4} height={28} />;
  }
  const add = (
    <Button
      variant="default"
      leftSection={<IconPlus size={14} stroke={1.6} />}
      aria-haspopup="dialog"
      onClick={() => setOpen({ what: 'new' })}
    >
      {t('add')}
    </Button>
  );
  return (
    <div className={css['form']}>
      {doors.length === 0 ? (
        <EmptyState icon={IconWorldUpload} title={t('none')} action={add}>
          {t('noneText')}
        </EmptyState>
      ) : (
        <>
          <p className={css['text']}>{t('text')}</p>
          <ul className={css['mails']} aria-label={t('doors')}>
            {doors.map((door) => (
              <DoorLine key={door.id} door={door} onOpen={setOpen} />
            ))}
          </ul>
          <div>{add}</div>
        </>
      )}
      <Suspense>
        {(open?.what === 'new' || open?.what === 'edit') && (
          <DoorDialog
            door={open.what === 'edit' ? open.door : undefined}
            onClose={close}
            onCreated={(door) => setOpen({ what: 'secret', door })}
          />
        )}
        {open?.what === 'rotate' && (
          <RotateDialog door={open.door} onClose={close} onRotated={(door) => setOpen({ what: 'secret', door })} />
        )}
        {open?.what === 'secret' && <SecretDialog door={open.door} onClose={close} />}
      </Suspense>
    </div>
  );
}

function DoorLine({ door, onOpen }: { door: Door; onOpen: (open: Open) => void }) {
  const { name, source, campaign, branch, active, path, lastUsedAt } = door;
  const toggle = useMutation({ mutationFn: (on: boolean) => changeDoor(door, { active: on }), onError: notifyProblem });
  return (
    <li className={css['mail']}>
      <div className={css['what']} data-off={!active || undefined}>
        <p className={css['name']}>{name}</p>
        <p className={css['details']}>
          {[source, campaign, branch].filter(Boolean).join(' · ')} ·{' '}
          {lastUsedAt === null ? (
            t('neverUsed')
          ) : (
            <>
              {t('used')} <RelativeTime at={lastUsedAt} />
            </>
          )}
        </p>
        <p className={css['details']}>{path}</p>
      </div>
      <Switch
        aria-label={t('active', { name })}
        checked={toggle.isPending ? toggle.variables : active}
        onChange={(event) => toggle.mutate(event.currentTarget.checked)}
      />
      <ActionIcon
        aria-label={t('edit', { name })}
        aria-haspopup="dialog"
        onClick={() => onOpen({ what: 'edit', door })}
      >
        <IconPencil size={16} stroke={1.6} />
      </ActionIcon>
      <ActionIcon
        aria-label={t('rotateOf', { name })}
        aria-haspopup="dialog"
        onClick={() => onOpen({ what: 'rotate', door })}
      >
        <IconKey size={16} stroke={1.6} />
      </ActionIcon>
    </li>
  );
}

interface RotateProps {
  door: Door;
  onClose: () => void;
  onRotated: (door: OpenedDoor) => void;
}

function RotateDialog({ door, onClose, onRotated }: RotateProps) {
  const rotate = useMutation({ mutationFn: () => rotateDoor(door), onSuccess: onRotated, onError: notifyProblem });
  return (
    <Dialog title={t('rotateOf', { name: door.name })} onClose={onClose} width={420}>
      <Text mb="md">{t('rotateText')}</Text>
      <DialogEnd label={t('rotate')} onClose={onClose} onDone={() => rotate.mutate()} loading={rotate.isPending} />
    </Dialog>
  );
}
