import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'waypost/elements/panel';
import type {} from 'waypost/jsx';
import { customers, getToken, server } from '../customers.ts';

function CustomerPage() {
  const [turn, setTurn] = useState(0);
  const [shown, setShown] = useState<string>();
  return (
    <>
      <button onClick={() => setTurn(turn + 1)}>Next customer</button>
      <output>{shown ?? 'none'}</output>
      <waypost-panel
        url={server}
        getToken={getToken}
        contact={customers[turn % customers.length]}
        onwaypost-active-interaction-changed={({ interactionId }) => setShown(interactionId)}
      />
    </>
  );
}

createRoot(document.querySelector('#app')!).render(
  <StrictMode>
    <CustomerPage />
  </StrictMode>,
);
