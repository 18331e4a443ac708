import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CrmDefinition } from '../../api-client/contract/entities/crm.ts';
import { sendJson, startHttpService, type HttpService } from './http-service.ts';

/** What the small CRM wants to hear. */
export const CRM_KEY = 'hunter2-hunter2';

interface Contact {
  id: number;
  properties: Record<string, unknown>;
}

/** A CRM in a server of its own, as docs/crm.md describes it. */
export async function startSmallCrm(contacts: Contact[]): Promise<HttpService> {
  return startHttpService(({ method, path, headers, body }, response) => {
    if (headers['authorization'] !== `Bearer ${CRM_KEY}`) {
      return sendJson(response, { error: `Not ${String(headers['authorization'])}` }, 401);
    }
    const { pathname, searchParams } = new URL(path, 'http://crm');
    if (method === 'POST' && pathname === '/api/contacts') {
      const { properties } = JSON.parse(body) as Pick<Contact, 'properties'>; // what the example sends
      if (properties['name'] === 'nobody') return sendJson(response, {}, 422);
      const contact = { id: 100 + contacts.length, properties };
      contacts.push(contact);
      return sendJson(response, { contact }, 201);
    }
    if (method === 'POST') {
      const { name } = JSON.parse(body) as { name: string }; // what the example sends
      const results = contacts.filter(({ properties }) => properties['name'] === name);
      return sendJson(response, { results });
    }
    const id = /^\/api\/contacts\/(.+)$/.exec(pathname)?.[1];
    if (id !== undefined) {
      const contact = contacts.find((one) => String(one.id) === decodeURIComponent(id));
      return contact ? sendJson(response, contact) : sendJson(response, {}, 404);
    }
    const phone = searchParams.get('phone');
    const results = contacts.filter(({ properties }) => properties['phone'] === phone);
    return sendJson(response, { results });
  });
}

/** The definition that docs/crm.md shows, for a CRM at this address. */
export function exampleCrm(url: string): CrmDefinition {
  const page = readFileSync(resolve(import.meta.dirname, '../../docs/crm.md'), 'utf8');
  const json = /```json\n([^]*?)```/.exec(page)?.[1] ?? '';
  const at = json.replace('"https://crm.example.com/api"', JSON.stringify(`${url}/api`));
  return JSON.parse(at) as CrmDefinition; // whoever adds it as an entity has it parsed
}
