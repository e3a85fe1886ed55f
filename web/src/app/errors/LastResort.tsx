import { Button } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import { Component, type ReactNode } from 'react';
import { EmptyState } from '@/ui/EmptyState';
import { t } from '../messages';

/** Catches what no page caught, so that there is never a blank page. */
export class LastResort extends Component<{ children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    if (this.state.error === undefined) {
      return this.props.children;
    }
    return (
      <EmptyState
        icon={IconAlertTriangle}
        title={t('broken')}
        action={<Button onClick={() => location.reload()}>{t('reload')}</Button>}
      >
        {this.state.error.message}
      </EmptyState>
    );
  }
}
