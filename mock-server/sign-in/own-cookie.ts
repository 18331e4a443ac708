import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { TRIP_SECONDS } from '../access/tokens.ts';
import type { Services } from '../services.ts';
import { newLinkToken } from '../storage/link-token.ts';

/** Shows that a form was filled in on our page. Strict: no other site can have it sent. */
const FORM = 'waypost-form';
/** What is kept during a way by a provider. Lax: the provider's site sends the browser back. */
const TRIP = 'waypost-trip';

/** The secret that this browser's forms hold. */
export function formKey(context: Context, services: Services): string {
  const key = getCookie(context, FORM) ?? newLinkToken();
  setCookie(context, FORM, key, { ...traits(services), sameSite: 'Strict' });
  return key;
}

export function isOwnForm(context: Context, key: string | undefined): boolean {
  return key !== undefined && key !== '' && key === getCookie(context, FORM);
}

export function keepTrip(context: Context, services: Services, trip: string): void {
  setCookie(context, TRIP, trip, { ...traits(services), sameSite: 'Lax' });
}

/** What was kept, once. */
export function takeTrip(context: Context, services: Services): string | undefined {
  const trip = getCookie(context, TRIP);
  deleteCookie(context, TRIP, traits(services));
  return trip;
}

/** Where the operator says https, no cookie goes over anything else. */
function traits({ publicUrl }: Services) {
  return {
    path: '/',
    httpOnly: true,
    secure: publicUrl.startsWith('https:'),
    maxAge: TRIP_SECONDS,
  };
}
