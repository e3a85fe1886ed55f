import { ActionIcon, Button, Menu } from '@mantine/core';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '@/lib/api';
import { may } from '@/lib/roles';
import { notify, notifyProblem, notifyUndo } from '@/ui/toast';
import { useDefaultView } from './defaultView';
import { t } from './messages';
import {
  changeView,
  deleteView,
  differs,
  mayChange,
  restoreView,
  type View,
  type ViewResource,
  type ViewState,
} from './views';
import css from './ViewMenu.module.css';

const ViewDialog = lazy(async () => ({ default: (await import('./ViewDialog')).ViewDialog }));

interface Props {
  resource: ViewResource;
  opened: View | undefined;
  state: ViewState;
  onOpen: (search: Record<string, string>) => void;
}

const UNTOUCHED: ViewState = { query: {}, columns: [] };

/** What can be done with the view that is open, and with what was changed about the list since. */
export function OpenedView({ resource, opened, state, onOpen }: Props) {
  const session = useSession();
  const [dialog, setDialog] = useState<'new' | 'rename'>();
  const writes = may(session.user.role, 'write');
  const mine = opened !== undefined && mayChange(opened, session);
  const isChanged = differs(opened ?? UNTOUCHED, state);
  const show = (view: View) => onOpen({ ...view.query, view: view.id });

  const save = async (view: View) => {
    try {
      const saved = await changeView(view, { shared: view.shared, ...state });
      notifyUndo(t('saved', { name: view.name }), async () => {
        const { shared, query, columns } = view;
        show(await changeView(saved, { shared, query, columns }));
      });
      show(saved);
    } catch (error) {
      notifyProblem(error);
    }
  };
  return (
    <>
      {opened !== undefined && (
        <ViewActions
          {...{ resource, mine, writes }}
          view={opened}
          onRename={() => setDialog('rename')}
          onSaveAs={() => setDialog('new')}
          onGone={() => onOpen({})}
        />
      )}
      {isChanged && (
        <>
          {opened !== undefined && <span className={css['changed']}>{t('changed')}</span>}
          {mine && (
            <Button variant="subtle" size="compact-sm" onClick={() => void save(opened)}>
              {t('save')}
            </Button>
          )}
          {writes && (
            <Button variant="subtle" size="compact-sm" onClick={() => setDialog('new')}>
              {t('saveAs')}
            </Button>
          )}
          {opened !== undefined && (
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => show(opened)}>
              {t('reset')}
            </Button>
          )}
        </>
      )}
      <Suspense>
        {dialog !== undefined && (
          <ViewDialog
            {...{ resource, state }}
            renamed={dialog === 'rename' ? opened : undefined}
            onClose={() => setDialog(undefined)}
            onSaved={(view) => {
              setDialog(undefined);
              if (dialog === 'new') {
                show(view);
              }
            }}
          />
        )}
      </Suspense>
    </>
  );
}

interface ActionProps {
  resource: ViewResource;
  view: View;
  mine: boolean;
  writes: boolean;
  onRename: () => void;
  onSaveAs: () => void;
  onGone: () => void;
}

function ViewActions({ resource, view, mine, writes, onRename, onSaveAs, onGone }: ActionProps) {
  const { user } = useSession();
  const [first, setFirst] = useDefaultView(resource, user.id);
  const { name } = view;

  const share = async (shared: boolean) => {
    try {
      await changeView(view, { shared });
      notify(shared ? t('sharedNow', { name }) : t('privateNow', { name }));
    } catch (error) {
      notifyProblem(error);
    }
  };
  const remove = async () => {
    try {
      await deleteView(view);
      onGone();
      notifyUndo(t('deleted', { name }), () => restoreView(view));
    } catch (error) {
      notifyProblem(error);
    }
  };
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon aria-label={t('more')}>
          <IconDots size={16} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mine && <Menu.Item onClick={onRename}>{t('rename')}</Menu.Item>}
        {mine && (
          <Menu.Item onClick={() => void share(!view.shared)}>{view.shared ? t('unshare') : t('share')}</Menu.Item>
        )}
        <Menu.Item onClick={() => setFirst(first === view.id ? null : view.id)}>
          {first === view.id ? t('noDefault') : t('makeDefault')}
        </Menu.Item>
        {writes && <Menu.Item onClick={onSaveAs}>{t('saveNew')}</Menu.Item>}
        {mine && (
          <>
            <Menu.Divider />
            <Menu.Item color="var(--danger-text)" onClick={() => void remove()}>
              {t('remove')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
