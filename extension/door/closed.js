/**
 * Ways out that the content security policy leaves open are shut here, before any other script of the page or the worker runs.
 *
 * WebRTC has no directive, so its constructors go. A navigation to another origin is prevented. Script addresses must be the
 * extension's own (Trusted Types, where the browser has them). docs/security.md has the table of what stops what.
 */

for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection']) delete globalThis[name];

/** The address, if it is the extension's own; else TypeError. */
export function ownAddress(address) {
  const found = new URL(address, globalThis.location.href);
  if (found.origin !== globalThis.location.origin) throw new TypeError('an address of another origin');
  return found.href;
}

globalThis.trustedTypes?.createPolicy('default', {createScriptURL: ownAddress});

globalThis.navigation?.addEventListener('navigate', (event) => {
  const {origin, protocol} = new URL(event.destination.url);
  if (origin !== globalThis.location.origin && protocol !== 'blob:' && event.cancelable) event.preventDefault();
});
