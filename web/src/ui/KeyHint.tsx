import { Fragment } from 'react';
import { t } from './messages';
import css from './KeyHint.module.css';

const APPLE = /mac|iphone|ipad/i.test(navigator.userAgent);

const SIGNS: Record<string, string> = {
  mod: APPLE ? '⌘' : 'Ctrl',
  alt: APPLE ? '⌥' : 'Alt',
  shift: '⇧',
  enter: '↵',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  escape: 'Esc',
  space: 'Space',
};

/** The keys of a hotkey as they are written on the keyboard. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className={css['keys']}>
      {keys.split(' ').map((step, index) => (
        <Fragment key={index}>
          {index > 0 && <span className={css['then']}>{t('then')}</span>}
          {step.split('+').map((key) => (
            <kbd key={key}>{SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key)}</kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
