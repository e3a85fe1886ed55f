import type { Session } from './api';

type Role = Session['user']['role'];

const MANAGERS: readonly Role[] = ['admin', 'manager'];

/** The server decides; this only keeps from offering what it would refuse. */
export function may(role: Role, permission: 'write' | 'manage' | 'admin' | undefined): boolean {
  switch (permission) {
    case undefined:
      return true;
    case 'write':
      return role !== 'viewer';
    case 'manage':
      return MANAGERS.includes(role);
    case 'admin':
      return role === 'admin';
  }
}
