import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs';
import IconChevronUp from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Neighbours } from '@/lib/trail';
import { KeyHint } from './KeyHint';
import { t } from './messages';
import css from './RecordBar.module.css';

interface Props {
  /** The list that the record belongs to. */
  list: { label: string; path: string };
  name: string;
  neighbours: Neighbours;
  /** The address of a neighbour. */
  pathOf: (id: string) => string;
  children?: ReactNode;
  /** Items of the menu behind the dots. */
  menu: ReactNode;
}

/** Where one is, one step to the neighbours, and what can be done with the record. */
export function RecordBar({ list, name, neighbours, pathOf, children, menu }: Props) {
  const { previous, next, place, of } = neighbours;
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
          <Menu.Dropdown>{menu}</Menu.Dropdown>
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
