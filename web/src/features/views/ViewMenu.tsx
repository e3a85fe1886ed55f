import { Button, Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '@/lib/api';
import { useHotkeys } from '@/lib/hotkeys';
import { EVERYTHING, useDefaultView } from './defaultView';
import { t } from './messages';
import { OpenedView } from './OpenedView';
import { viewsQuery, type ViewResource, type ViewState } from './views';
import css from './ViewMenu.module.css';

const ViewList = lazy(async () => ({ default: (await import('./ViewList')).ViewList }));

export interface ViewMenuProps {
  resource: ViewResource;
  /** The list without a view: "All contacts". */
  everything: string;
  /** The title of the page, under which the key stands in the help. */
  group: string;
  /** The view that the address names. */
  viewId: string | undefined;
  /** What the list looks like at present. */
  state: ViewState;
  onOpen: (search: Record<string, string>) => void;
}

/** The saved views of a list: opening one is going to the address that it keeps. */
export function ViewMenu(props: ViewMenuProps) {
  const { resource, everything, group, viewId, state, onOpen } = props;
  const { user } = useSession();
  const { data: views = [], isPending } = useQuery(viewsQuery(resource));
  const [first] = useDefaultView(resource, user.id);
  const [choosing, setChoosing] = useState(false);
  useHotkeys([{ keys: 'v', label: t('title'), group, run: () => setChoosing(true) }]);

  const opened = views.find(({ id }) => id === viewId);
  const unknown = viewId !== undefined && viewId !== EVERYTHING && opened === undefined;
  return (
    <div className={css['views']}>
      <Popover
        opened={choosing}
        onChange={setChoosing}
        width={264}
        position="bottom-start"
        shadow="md"
        transitionProps={{ duration: 60 }}
        returnFocus
      >
        <Popover.Target>
          <Button
            className={css['button'] ?? ''}
            variant="subtle"
            color="gray"
            size="compact-sm"
            rightSection={<IconChevronDown size={14} stroke={1.6} />}
            onClick={() => setChoosing(!choosing)}
          >
            {unknown && isPending ? t('loading') : (opened?.name ?? everything)}
          </Button>
        </Popover.Target>
        <Popover.Dropdown p={4} aria-label={t('title')}>
          <Suspense>
            <ViewList
              {...{ views, everything, opened, first }}
              userId={user.id}
              onOpen={(view) => {
                setChoosing(false);
                const all: Record<string, string> = first === null ? {} : { view: EVERYTHING };
                onOpen(view === undefined ? all : { ...view.query, view: view.id });
              }}
            />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
      <OpenedView key={opened?.id ?? ''} {...{ resource, opened, state, onOpen }} />
    </div>
  );
}
