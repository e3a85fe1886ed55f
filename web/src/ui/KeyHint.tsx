import { Fragment } from 'react';
import { t } from './messages';
import css from './KeyHint.module.css';

const APPLE = /mac|iphone|ipad/i.test(navigator.userAgent);

const SIGNS: Record<string, string> = {
  shift: '⇧',
  enter: '↵',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
};

/** What stands on the key: a sign, or a word of the language. */
function signOf(key: string): string {
  switch (key) {
    case 'mod':
      return APPLE ? '⌘' : t('keyControl');
    case 'alt':
      return APPLE ? '⌥' : t('keyAlt');
    case 'escape':
      return t('keyEscape');
    case 'space':
      return t('keySpace');
    case 'pageup':
      return t('keyPageUp');
    case 'pagedown':
      return t('keyPageDown');
    case 'home':
      return t('keyHome');
    case 'end':
      return t('keyEnd');
    default:
      return SIGNS[key] ?? key.toUpperCase();
  }
}

/** The keys of a hotkey as they are written on the keyboard. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className={css['keys']}>
      {keys.split(' ').map((step, index) => (
        <Fragment key={index}>
          {index > 0 && <span className={css['then']}>{t('then')}</span>}
          {step.split('+').map((key) => (
            <kbd key={key}>{signOf(key)}</kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
