/** The oldest browsers that the extension works in, by their whole versions. */
export const leastChrome = 126;
export const leastFirefox = 140;
/** On Android: the first that knows what the extension's manifest says of data. */
export const leastFirefoxOnAndroid = 142;
