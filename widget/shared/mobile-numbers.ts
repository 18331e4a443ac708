/**
 * Which numbers of a country's plan are mobile ones, by what follows its code. Countries where a number does not tell
 * (the North American plan) and those not listed may be mobile: a person decides.
 */
const plans: Record<string, RegExp> = {
  '31': /^6/,
  '32': /^4[5-9]/,
  '33': /^[67]/,
  '34': /^[67]/,
  '351': /^9/,
  '352': /^6/,
  '353': /^8[35-9]/,
  '39': /^3/,
  '41': /^7[5-9]/,
  '43': /^6/,
  '44': /^7[1-57-9]/,
  '46': /^7/,
  '48': /^(4[05]|5[0137]|6[069]|7[2389]|88)/,
  '49': /^1[5-7]/,
  '212': /^[67]/,
  '213': /^[5-7]/,
  '216': /^[2459]/,
};

/** Whether an E.164 number can take an SMS, as far as its plan tells. */
export function mayBeMobile(phone: string): boolean {
  const digits = phone.replace(/^\+/, '');
  for (const length of [2, 3]) {
    const plan = plans[digits.slice(0, length)];
    if (plan) return plan.test(digits.slice(length));
  }
  return true;
}
