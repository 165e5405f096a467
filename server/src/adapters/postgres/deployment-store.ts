import { StartupError } from '../../errors.ts';
import type { Database } from './database.ts';

/**
 * A database is for invented customers or for real ones, for as long as it lives: neither mode
 * opens the other's.
 *
 * @throws StartupError where it was made for the other mode
 */
export async function claimMode(db: Database, mode: 'live' | 'demo', now: Date): Promise<void> {
  await db
    .insertInto('deployment')
    .values({ single: true, mode, created_at: now })
    .onConflict((conflict) => conflict.column('single').doNothing())
    .execute();
  const found = await db.selectFrom('deployment').select('mode').executeTakeFirstOrThrow();
  if (found.mode === mode) return;
  throw new StartupError(
    found.mode === 'demo'
      ? 'This data is of the demo. Set CHURN_CARD_DATA to another folder for real customers.'
      : 'This data is of real customers. Set CHURN_CARD_DATA to another folder for the demo.',
  );
}
