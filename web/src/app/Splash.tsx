import { Loader } from '@mantine/core';
import css from './Splash.module.css';

/** For the rare moment in which nothing is known yet. */
export function Splash() {
  return (
    <div className={css['splash']} role="status" aria-label="Brisk">
      <Loader size={20} color="gray" />
    </div>
  );
}
