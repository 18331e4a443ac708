import { defineFeature } from '../define-feature.ts';
import { policy, type Policy } from '../policy.ts';
import { languageSetting, serverSetting, sessionSetting, sitesSetting } from '../settings.ts';
import { wipePlace } from '../cache-place.ts';

/** Takes over what an administrator has decided, in place of what a person had chosen. */
export const applyPolicy = defineFeature({
  id: 'apply-policy',
  runsIn: 'background',

  init(signal) {
    policy.follow((decided) => void apply(decided), signal);
  },
});

async function apply({ server, sites, language }: Policy): Promise<void> {
  if (server !== null && (await serverSetting.read()) !== server) {
    await sessionSetting.clear(); // its token is good at the former server alone
    await wipePlace();
    await serverSetting.write(server);
  }
  if (language !== null) await languageSetting.write(language);
  const present = await sitesSetting.read();
  const missing = sites.filter((site) => !present.some((each) => each.site === site));
  if (missing.length > 0)
    await sitesSetting.write([
      ...present,
      ...missing.map((site) => ({ site, hasMarks: true, isDocked: false })),
    ]);
}
