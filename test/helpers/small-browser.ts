/** Follows pages as a browser does, with its cookies, and shows each answer; redirects are followed one by one. */
export class SmallBrowser {
  #cookies = new Map<string, Map<string, string>>();

  /** One call. Cookies belong to a host name, whatever its port, as in browsers. */
  async call(address: string, init: RequestInit = {}): Promise<Response> {
    const { hostname } = new URL(address);
    const own = this.#cookies.get(hostname) ?? new Map<string, string>();
    this.#cookies.set(hostname, own);
    const cookie = [...own].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) },
    });
    for (const line of response.headers.getSetCookie()) keep(own, line);
    return response;
  }

  /** Follows redirects until there is a page, or an address that `stop` wants. */
  async open(
    address: string,
    stop: (address: string) => boolean = () => false,
    init?: RequestInit,
  ) {
    let response = await this.call(address, init);
    let at = address;
    for (let hops = 0; hops < 10 && response.headers.has('location'); hops++) {
      at = new URL(response.headers.get('location')!, at).href; // just seen
      if (stop(at)) return { at, response, text: '' };
      response = await this.call(at);
    }
    return { at, response, text: await response.text() };
  }

  cookie(hostname: string, name: string): string | undefined {
    return this.#cookies.get(hostname)?.get(name);
  }
}

/** The body of a form, as a browser sends it. */
export function formOf(fields: Record<string, string>): RequestInit {
  return { method: 'POST', body: new URLSearchParams(fields) };
}

/** The value of a hidden field. */
export function hiddenField(page: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
}

/** Where a form or link leads, read from its attribute. */
export function attributeOf(page: string, pattern: RegExp): string {
  return (pattern.exec(page)?.[1] ?? '').replaceAll('&amp;', '&');
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...traits] = line.split(';').map((part) => part.trim());
  const [name = '', ...value] = pair.split('=');
  const isOver = traits.some(
    (trait) =>
      /^max-age=0$/i.test(trait) ||
      (/^expires=/i.test(trait) && Date.parse(trait.slice('expires='.length)) < Date.now()),
  );
  if (isOver) cookies.delete(name);
  else cookies.set(name, value.join('='));
}
