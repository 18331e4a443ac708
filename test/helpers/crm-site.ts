import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A CRM of one page: what it shows goes by the path, and a click on a name changes both. */
const page = `<!doctype html><html lang="en"><title>CRM</title>
  <nav>
    <a href="/contacts/nadia">Nadia</a> <a href="/contacts/luc">Luc</a> <a href="/contacts/none">Nobody</a>
    <a href="/contacts/many">Many</a>
  </nav>
  <main></main>
  <script>
    const many = Array.from({ length: 5000 }, (_, index) =>
      '<li><a href="tel:+336' + String(index).padStart(8, '0') + '">Call</a>').join('');
    const contacts = {
      nadia: '<h1>Nadia Achour</h1><a href="tel:+33 6 12 34 56 78">06 12 34 56 78</a>' +
        ' <a href="mailto:nadia@mail.example">Write</a>' +
        '<dl><dt>Home</dt><dd data-field="home-phone">01 44 55 66 77</dd></dl>',
      luc: '<h1>Luc Petit</h1><a href="tel:+33698765432">06 98 76 54 32</a>' +
        '<dl><dt>Home</dt><dd data-field="home-phone">01 55 66 77 88</dd></dl>',
      none: '<h1>Nobody</h1><dl><dt>Home</dt><dd data-field="home-phone">01 44 55 66 77</dd></dl>',
      many: '<ul>' + many + '</ul>',
      framed: '<iframe srcdoc="<a href=tel:+33600000001>Call</a>"></iframe><crm-card></crm-card>',
    };
    const show = () => {
      document.querySelector('main').innerHTML = contacts[location.pathname.split('/').pop()] ?? '';
      const card = document.querySelector('crm-card');
      if (card) card.attachShadow({ mode: 'open' }).innerHTML = '<a href="tel:+33600000002">Call</a>';
    };
    document.querySelector('nav').addEventListener('click', (event) => {
      event.preventDefault();
      history.pushState(null, '', event.target.href);
      show();
    });
    addEventListener('popstate', show);
    show();
  </script></html>`;

const POLICY = "default-src 'none'; script-src 'unsafe-inline'; trusted-types 'none'";

/** A CRM that knows nothing of Waypost, with a policy that lets no style and no script of others in. */
export class CrmSite {
  readonly #server: Server;
  readonly #port: number;

  private constructor(server: Server) {
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
  }

  static async start(): Promise<CrmSite> {
    const server = createServer(({ url }, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      // Whoever wants to find out about others lets itself load anything.
      const policy = url?.startsWith('/hostile/')
        ? "default-src * data: 'unsafe-inline'"
        : POLICY;
      response.setHeader('content-security-policy', policy);
      response.end(page);
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    return new CrmSite(server);
  }

  /** The page of a contact; `localhost` is another site than `127.0.0.1`, and the same server. */
  address(contact: string, host = '127.0.0.1'): string {
    return `http://${host}:${this.#port}/contacts/${contact}`;
  }

  hostileAddress(): string {
    return `http://127.0.0.1:${this.#port}/hostile/nadia`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
