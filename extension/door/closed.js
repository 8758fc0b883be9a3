/**
 * Ways out that the content security policy leaves open are shut here, before any other script of page, worker or background runs.
 *
 * WebRTC has no directive, so its constructors go, and so does what could bring them back: a frame has a window of its own with everything
 * in it. An element that makes the browser call on another computer before a policy is asked is not made. A navigation to another origin
 * is prevented. Script addresses must be the extension's own (Trusted Types, where the browser has them). docs/security.md has the table
 * of what stops what.
 */

const {Document, Element, ShadowRoot, CustomElementRegistry} = globalThis;

// @ts-ignore: the types of a browser do not know all of them
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'XSLTProcessor']) delete globalThis[name];
// A voice and an ear may be computers of the browser's maker, who then gets the words; no policy is asked.
for (const name of ['speechSynthesis', 'SpeechRecognition', 'webkitSpeechRecognition']) Reflect.deleteProperty(globalThis, name);
// Markup that is no script passes by Trusted Types here.
for (const kind of [Element?.prototype, ShadowRoot?.prototype]) if (kind) Reflect.deleteProperty(kind, 'setHTML');
if (Document) Reflect.deleteProperty(Document, 'parseHTML');

const REFUSED = new Set(['iframe', 'frame', 'fencedframe', 'portal', 'object', 'embed', 'link', 'meta', 'base', 'script']);

/** In the place of a function of a prototype, for good: the same one, unless `refused` says otherwise of what it gave or was given.
 * @param {any} prototype @param {string} name @param {(given: any[]) => boolean} refused */
function instead(prototype, name, refused) {
  const own = prototype[name];
  /** @this {any} @param {any[]} given */
  function guarded(...given) {
    if (refused(given)) throw new TypeError('such an element is not made here');
    const made = own.apply(this, given);
    if (REFUSED.has(made?.localName)) throw new TypeError('such an element is not made here');
    return made;
  }
  Object.defineProperty(prototype, name, {value: guarded, writable: false, configurable: false});
}

if (Document) {
  // The name of a host in a link that is only shown is not looked up.
  const quiet = Object.assign(document.createElement('meta'), {httpEquiv: 'x-dns-prefetch-control', content: 'off'});
  document.head.append(quiet);
  for (const name of ['createElement', 'createElementNS']) instead(Document.prototype, name, () => false);
  instead(CustomElementRegistry.prototype, 'define', ([, , options]) => options?.extends !== undefined);
}

/** The address, if it is the extension's own; else TypeError.
 * @param {string} address */
export function ownAddress(address) {
  const found = new URL(address, globalThis.location.href);
  if (found.origin !== globalThis.location.origin) throw new TypeError('an address of another origin');
  return found.href;
}

/** @type {any} */ (globalThis).trustedTypes?.createPolicy('default', {createScriptURL: ownAddress});

globalThis.navigation?.addEventListener('navigate', (event) => {
  const {origin, protocol} = new URL(event.destination.url);
  if (origin !== globalThis.location.origin && protocol !== 'blob:' && event.cancelable) event.preventDefault();
});
