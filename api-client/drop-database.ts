import { databases } from './storage-guard.ts';

/** Deletes a database; answers when the browser will do it, though another tab still has it open. */
export function dropDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    try {
      const dropping = databases().deleteDatabase(name);
      dropping.onsuccess = dropping.onerror = dropping.onblocked = () => resolve();
    } catch {
      resolve(); // no storage at all: nothing to take away
    }
  });
}
