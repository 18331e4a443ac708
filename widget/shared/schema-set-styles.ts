import { css } from 'lit';

/** Of lists whose order says nothing, and of a role’s rights. */
export const schemaSetStyles = css`
  .field.explained > :is(input, select) {
    max-inline-size: 420px;
  }
  .set {
    display: flex;
    flex-direction: column;
    gap: 4px;
  }
  .set > .suggested {
    max-inline-size: 420px;
  }
  .ticks {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 170px), 1fr));
    gap: 0 12px;
  }
  .picked {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 6px;
  }
  .picked li {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    min-block-size: 28px;
    padding-inline: 10px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_sunken);
    overflow-wrap: anywhere;
  }
  .picked li:has(button) {
    padding-inline-end: 2px;
  }
  .rights {
    border-collapse: collapse;
  }
  .rights :is(th, td) {
    padding: 2px 14px 2px 0;
    min-block-size: 30px;
    text-align: start;
    font-weight: inherit;
  }
  .rights thead th {
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .rights tbody tr {
    border-block-start: 1px solid var(--_line);
  }
  .rights .words {
    display: none;
  }
  @container schema-form (inline-size < 520px) {
    .rights,
    .rights tbody {
      display: block;
    }
    .rights thead {
      display: none;
    }
    .rights tbody tr {
      display: flex;
      flex-wrap: wrap;
      gap: 0 14px;
      padding-block: 4px;
    }
    .rights tbody th {
      flex: 1 0 100%;
    }
    .rights td {
      padding: 0;
    }
    .rights td.without {
      display: none;
    }
    .rights .words {
      display: inline;
    }
  }
`;
