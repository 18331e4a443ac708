// The page of the made-up CRM: the address says which contact is shown, and the panel is told whose page it is.
const panel = document.querySelector('waypost-panel');
const articles = [...document.querySelectorAll('article')];
const links = [...document.querySelectorAll('.contacts a')];

function show({ moveFocus }) {
  const chosen = articles.find(({ id }) => `#${id}` === location.hash) ?? articles[0];
  if (!chosen) return;
  for (const article of articles) article.hidden = article !== chosen;
  for (const link of links) {
    if (link.hash === `#${chosen.id}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  panel.setAttribute('contact', chosen.dataset.contact);
  if (moveFocus) chosen.querySelector('h1').focus({ preventScroll: true });
}

addEventListener('hashchange', () => show({ moveFocus: true }));
show({ moveFocus: false });
