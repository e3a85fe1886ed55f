import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ApiProblem, Unreachable } from '@/lib/api';
import { t } from './messages';
import css from './toast.module.css';

const SECONDS = 1000;

export function notify(text: string): void {
  notifications.show({ message: text, autoClose: 4 * SECONDS, withBorder: true, withCloseButton: false });
}

/** Says what was done and offers to take it back. */
export function notifyUndo(text: string, undo: () => void | Promise<void>): void {
  notifyWith(text, t('undo'), undo);
}

/** Says what was done and offers what one may want to do next. */
export function notifyWith(text: string, label: string, act: () => void | Promise<void>): void {
  const id = `act-${Date.now()}-${Math.random()}`;
  const actAndHide = () => {
    notifications.hide(id);
    Promise.resolve(act()).catch(notifyProblem);
  };
  notifications.show({
    id,
    autoClose: 8 * SECONDS,
    withBorder: true,
    withCloseButton: false,
    message: (
      <span className={css['act']}>
        {text}
        <Button variant="subtle" size="compact-sm" onClick={actAndHide}>
          {label}
        </Button>
      </span>
    ),
  });
}

/** Says what went wrong, where no field and no page is the place for it. */
export function notifyProblem(error: unknown): void {
  notifications.show({
    message: textOf(error),
    autoClose: 8 * SECONDS,
    withBorder: true,
    color: 'red',
    closeButtonProps: { 'aria-label': t('close') },
  });
}

/** What to tell people about an error, with the request's id where it leads somewhere. */
export function textOf(error: unknown): string {
  if (error instanceof ApiProblem) {
    return error.status >= 500 && error.requestId !== ''
      ? `${error.detail} (${t('requestId', { id: error.requestId })})`
      : error.detail;
  }
  return error instanceof Unreachable ? t('unreachable') : t('somethingWrong');
}
