import { expect } from 'vitest';
import type { Caller, Reply } from './maker.ts';

export const PASSWORD = 'a long enough one';

/** Makes users, teams, roles and profiles by the API, as an administrator of one organisation. */
export class People {
  readonly admin: Caller;
  #count = 0;

  constructor(admin: Caller) {
    this.admin = admin;
  }

  async role(name: string, rights: object = {}): Promise<string> {
    return this.add('roles', name, { rights });
  }

  async profile(name: string, definition: object = {}): Promise<string> {
    return this.add('profiles', name, definition);
  }

  async team(name: string, definition: object = {}): Promise<string> {
    return this.add('teams', name, definition);
  }

  /** A user with a password, and with a role and a profile of their own unless said. */
  async user(name: string, definition: object = {}): Promise<string> {
    return this.add('users', name, await this.userDefinition(definition));
  }

  async userDefinition(definition: object = {}): Promise<Record<string, unknown>> {
    const own = ++this.#count;
    const given: Record<string, unknown> = { ...definition };
    return {
      username: `user-${own}-${crypto.randomUUID()}`,
      signIn: { by: 'password', password: PASSWORD },
      roleId: given['roleId'] ?? (await this.role(`Role ${own}`)),
      profileIds: given['profileIds'] ?? [await this.profile(`Profile ${own}`)],
      ...definition,
    };
  }

  async add(path: string, name: string, definition: object): Promise<string> {
    const { status, body } = await this.admin.post(`/people/${path}`, { name, definition });
    expect([status, body]).toEqual([201, body]);
    return body.id as string;
  }

  read(path: string, id: string): Promise<Reply> {
    return this.admin.get(`/people/${path}/${id}`);
  }

  /** Changes some of a definition, as a form does that shows all of it. */
  async change(
    path: string,
    id: string,
    definition: object,
    user: Caller = this.admin,
  ): Promise<Reply> {
    const { body } = await this.read(path, id);
    return user.patch(`/people/${path}/${id}`, {
      definition: { ...body.definition, ...definition },
    });
  }
}

/** The signed-in user’s own row. */
export async function idOfSelf(user: Caller): Promise<string> {
  return (await user.get('/me')).body.id as string;
}
