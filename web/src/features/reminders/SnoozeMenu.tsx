import { Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import css from './SnoozeMenu.module.css';
import { presets, spokenMoment } from './moments';

interface Props {
  opened: boolean;
  onChange: (opened: boolean) => void;
  onPick: (until: string) => void;
  /** The button that opens it. */
  children: ReactElement;
}

/** Until when; arrows and Enter choose. */
export function SnoozeMenu({ opened, onChange, onPick, children }: Props) {
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end" width={250}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {opened &&
          presets().map(({ id, label, at }) => (
            <Menu.Item
              key={id}
              onClick={() => onPick(at)}
              rightSection={<span className={css['at']}>{spokenMoment(at)}</span>}
            >
              {label}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
