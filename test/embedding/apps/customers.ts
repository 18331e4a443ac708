/** What each of these applications is told by its address: Waypost's server, and the customers that it shows in turn. */
const address = new URLSearchParams(location.search);
export const server = address.get('server') ?? '';
export const customers = address.getAll('customer');

/** A token of who is signed in here, from this application's own server. */
export async function getToken(): Promise<string> {
  const answer = await fetch('/waypost-token', { method: 'POST' });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return ((await answer.json()) as { token: string }).token;
}
