import type { Me } from './contract/user.ts';
import type { Session } from './sync.ts';
import { View } from './view.ts';

/** Who is signed in. */
export class SignedInUserView extends View<Me> {
  readonly scope = undefined;

  protected data(): Me | undefined {
    return this.session?.me;
  }

  protected async showCached(): Promise<void> {
    // The session itself is what was remembered.
  }

  protected async load(_session: Session): Promise<void> {
    await this.sync.confirm();
  }

  protected take(): void {
    // The feed's `access` makes everything load anew, this too.
  }

  protected clear(): void {
    // Nothing of one's own.
  }
}
