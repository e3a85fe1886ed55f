import { Modal } from '@mantine/core';
import { hotkeys } from '@/lib/hotkeys';
import { useStore } from '@/lib/store';
import { KeyHint } from '@/ui/KeyHint';
import { t } from '../messages';
import { useReturnFocus } from '@/ui/useReturnFocus';
import css from './KeyHelp.module.css';

/** All keys that do something on this page. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  useReturnFocus();
  return (
    <Modal opened onClose={onClose} title={t('keys')} size={560} closeButtonProps={{ 'aria-label': t('close') }}>
      <Groups />
    </Modal>
  );
}

function Groups() {
  const offered = useStore(hotkeys).filter(({ inDialog }) => !inDialog);
  const everywhere = t('keysEverywhere');
  const groups = Map.groupBy(offered, ({ group }) => group ?? everywhere);
  return (
    <div className={css['groups']}>
      {[...groups].map(([group, keys]) => (
        <section key={group}>
          <h3 className={css['title']}>{group}</h3>
          <dl className={css['list']}>
            {[...Map.groupBy(keys, ({ label }) => label)].map(([label, same]) => (
              <div key={label} className={css['line']}>
                <dt>{label}</dt>
                <dd>
                  {same.map(({ keys: combination }) => (
                    <KeyHint key={combination} keys={combination} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
