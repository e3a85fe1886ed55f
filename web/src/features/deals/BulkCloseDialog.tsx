import type { AskProps } from '@/ui/bulk/actions';
import { CloseDialog } from './CloseDialog';

/** Asks why many deals were won or lost. */
export function BulkCloseDialog({ value, what, onClose, onDone }: AskProps) {
  return (
    <CloseDialog
      kind={value === 'true' ? 'won' : 'lost'}
      name={what}
      onClose={onClose}
      onDone={(reason) => onDone({ reason })}
    />
  );
}
