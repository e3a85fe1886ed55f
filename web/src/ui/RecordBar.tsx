import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs';
import IconChevronUp from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useHotkeys } from '@/lib/hotkeys';
import type { Neighbours } from '@/lib/trail';
import { KeyHint } from './KeyHint';
import { t } from './messages';
import css from './RecordBar.module.css';
import { notify, notifyProblem, notifyUndo } from './toast';

/** How the record is deleted, and how that is taken back. */
interface Deletion {
  run: () => Promise<void>;
  undo: () => Promise<void>;
}

interface Props {
  /** The list that the record belongs to. */
  list: { label: string; path: string };
  name: string;
  /** What is said to have been deleted, if that is another name than the one above the page. */
  called?: string;
  neighbours: Neighbours;
  /** The address of a neighbour. */
  pathOf: (id: string) => string;
  children?: ReactNode;
  /** Absent for those who may not delete it. */
  deletion?: Deletion | undefined;
}

/** Where one is, one step to the neighbours (by key too), and what can be done with the record. */
export function RecordBar({ list, name, called = name, neighbours, pathOf, children, deletion }: Props) {
  const { previous, next, place, of } = neighbours;
  const navigate = useNavigate();
  const go = (to: string | undefined) => {
    if (to !== undefined) {
      void navigate({ to: pathOf(to), search: (search) => search });
    }
  };
  useHotkeys([
    { keys: 'k', label: t('previous'), group: list.label, run: () => go(previous) },
    { keys: 'j', label: t('next'), group: list.label, run: () => go(next) },
  ]);
  const copy = () =>
    navigator.clipboard.writeText(location.origin + location.pathname).then(() => notify(t('copied')), notifyProblem);
  const remove = async ({ run, undo }: Deletion) => {
    await navigate({ to: list.path });
    await run().then(() => notifyUndo(t('deleted', { name: called }), undo), notifyProblem);
  };
  return (
    <>
      <nav className={css['trail']} aria-label={t('breadcrumbs')}>
        <Link to={list.path} className={css['list']}>
          {list.label}
        </Link>
        <span aria-hidden>/</span>
        <span className={css['name']}>{name}</span>
      </nav>
      {place > 0 && (
        <div className={css['neighbours']}>
          <Step to={previous && pathOf(previous)} label={t('previous')} keys="k" icon={<IconChevronUp {...LINE} />} />
          <Step to={next && pathOf(next)} label={t('next')} keys="j" icon={<IconChevronDown {...LINE} />} />
          <span className={css['place']}>{t('placeOf', { place, of })}</span>
        </div>
      )}
      <div className={css['actions']}>
        {children}
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <ActionIcon aria-label={t('more')}>
              <IconDots {...LINE} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconLink {...LINE} />} onClick={() => void copy()}>
              {t('copyLink')}
            </Menu.Item>
            {deletion !== undefined && (
              <Menu.Item
                color="var(--danger-text)"
                leftSection={<IconTrash {...LINE} />}
                onClick={() => void remove(deletion)}
              >
                {t('delete')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
    </>
  );
}

const LINE = { size: 16, stroke: 1.6 };

function Step({ to, label, keys, icon }: { to: string | undefined; label: string; keys: string; icon: ReactNode }) {
  if (to === undefined) {
    return (
      <ActionIcon disabled aria-label={label}>
        {icon}
      </ActionIcon>
    );
  }
  return (
    <Tooltip
      label={
        <>
          {label} <KeyHint keys={keys} />
        </>
      }
    >
      <ActionIcon renderRoot={(props) => <Link to={to} {...props} />} aria-label={label}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
