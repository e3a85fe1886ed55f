import { createContext, useContext } from 'react';
import { useSession } from './api';
import { may } from './roles';

/** Whether what the page around shows was deleted: nothing is added to it then. */
export const Gone = createContext(false);

/** Whether something may be written here. */
export function useWrites(): boolean {
  const { user } = useSession();
  const gone = useContext(Gone);
  return may(user.role, 'write') && !gone;
}
