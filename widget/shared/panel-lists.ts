import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryData, SubscriptionState, Waypost } from '../../api-client/waypost.ts';
import { emptyContact, missingWords } from './panel-notices.ts';

/** The whole history. It stays while an interaction is on show, so that it is as it was on the way back. */
export function everyone(
  client: Waypost | undefined,
  timeZone: string,
  isHidden: boolean,
): TemplateResult {
  return html`<waypost-history
    ?hidden=${isHidden}
    .client=${client}
    .timeZone=${timeZone}
    count-only
  ></waypost-history>`;
}

/** The interactions of one customer; of everyone as long as the whole history's code is not there. */
export function firstList(
  contact: string | undefined,
  state: SubscriptionState<HistoryData> | undefined,
  timeZone: string,
  isLoadingOlder: boolean,
  loadOlder: () => void,
): TemplateResult {
  // A page that opens on an interaction need not wait for the list.
  void Promise.allSettled([import('../contact-history.ts')]);
  return html`${contact ? nothing : html`<div class="coming"></div>`}<waypost-contact-history
      .interactions=${state?.data?.items}
      .complete=${state?.data?.complete ?? false}
      .error=${missingWords(state)}
      .loadingOlder=${isLoadingOlder}
      .withContact=${!contact}
      .timeZone=${timeZone}
      @waypost-older-wanted=${loadOlder}
    >
      ${contact ? html`<div slot="empty">${emptyContact()}</div>` : nothing}
    </waypost-contact-history>`;
}
