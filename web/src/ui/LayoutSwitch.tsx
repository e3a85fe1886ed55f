import { Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Icon } from '@/lib/feature';
import type { Search } from './filters/fields';
import css from './LayoutSwitch.module.css';

export interface Way {
  label: string;
  path: string;
  search?: Search;
  icon: Icon;
}

/** The same things in several ways, each a page of its own. */
export function LayoutSwitch({ label: group, ways }: { label: string; ways: readonly Way[] }) {
  return (
    <nav className={css['switch']} aria-label={group}>
      {ways.map(({ label, path, search = {}, icon: Symbol }) => (
        <Tooltip key={path} label={label}>
          <Link
            to={path}
            search={search}
            className={css['way']}
            aria-label={label}
            activeOptions={{ exact: true, includeSearch: false }}
          >
            <Symbol size={16} stroke={1.6} aria-hidden />
          </Link>
        </Tooltip>
      ))}
    </nav>
  );
}
