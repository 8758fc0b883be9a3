/**
 * Planted at the end of a package's scripts by planted.py: every way that a page, a worker or the background could take to reach another
 * computer. Each is given a port of its own at which somebody listens. Nothing of this is shipped.
 *
 * `samarPlant.names` says what there is in this place: `{name: alone}`, where `alone` ends the page that takes it.
 * `samarPlant.run([{name, port}])` takes the ways and resolves to `{name: what it said}`.
 */

(() => {
  const LOCAL = '127.0.0.1';
  // Python's runtime puts a document of its own into a worker.
  const SHOWN = typeof WorkerGlobalScope === 'undefined';
  const WORKER = typeof DedicatedWorkerGlobalScope !== 'undefined';
  const WAIT = 1200;
  const DONE = new Set(['complete', 'interactive']);
  // Where the package's own code has taken the interface away, it is looked for where it could have been left.
  const interfaceOf = (scope) => (scope?.browser?.runtime ? scope.browser : scope?.chrome?.runtime ? scope.chrome : null);
  const api = () => interfaceOf(globalThis) ?? (() => { throw new TypeError('no interface'); })();
  const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time); });

  const text = (from, type = 'text/javascript') => URL.createObjectURL(new Blob([from], {type}));

  const rtc = (Peer, {host, port}) => {
    const peer = new Peer({iceServers: [{urls: `stun:${host}:${port}`}, {urls: `turn:${host}:${port}?transport=tcp`, username: 'u', credential: 'c'},
      {urls: `turn:${host}:${port}`, username: 'u', credential: 'c'}]});
    peer.createDataChannel('x');
    return peer.createOffer().then((offer) => peer.setLocalDescription(offer));
  };

  const anywhere = {
    'fetch': ({http}) => fetch(http),
    'fetch no-cors': ({http}) => fetch(http, {mode: 'no-cors'}),
    'fetch keepalive': ({http}) => fetch(http, {method: 'POST', body: 'x', keepalive: true}),
    'fetch of a stream': ({https}) => fetch(https, {method: 'POST', duplex: 'half', body: new Blob(['x']).stream()}),
    'XMLHttpRequest': ({http}) => { const asked = new XMLHttpRequest(); asked.open('GET', http); asked.send(); },
    'WebSocket': ({port}) => new WebSocket(`ws://${LOCAL}:${port}/`),
    'WebSocketStream': ({port}) => new WebSocketStream(`ws://${LOCAL}:${port}/`).opened,
    'EventSource': ({http}) => new EventSource(http),
    'WebTransport': ({https}) => new WebTransport(https).ready,
    'beacon': ({http}) => navigator.sendBeacon(http, 'x'),
    'import': ({http}) => import(`${http}x.js`),
    'importScripts': ({http}) => importScripts(`${http}x.js`),
    'worker': ({http}) => new Worker(`${http}x.js`),
    'module worker': ({http}) => new Worker(`${http}x.js`, {type: 'module'}),
    'shared worker': ({http}) => new SharedWorker(`${http}x.js`),
    'worker from a blob': ({http}) => new Worker(text(`fetch(${JSON.stringify(http)}); importScripts(${JSON.stringify(http)})`)),
    'worker from data': ({http}) => new Worker(`data:text/javascript,fetch(${JSON.stringify(http)})`),
    'font': ({http}) => new FontFace('x', `url(${http}x.woff2)`).load(),
    'cache': ({http}) => caches.open('x').then((cache) => cache.add(http)),
    // eslint-disable-next-line no-new-func
    'code from text': ({http}) => Function('address', 'fetch(address)')(http),
    'WebRTC': (to) => rtc(globalThis.RTCPeerConnection ?? globalThis.webkitRTCPeerConnection, to),
    'background fetch': ({http}) => globalThis.registration.backgroundFetch.fetch('x', http),
    'notification': ({http}) => (globalThis.registration ? globalThis.registration.showNotification('x', {icon: http, badge: http})
      : new Notification('x', {icon: http, image: http})),
  };

  const extension = {
    'tabs.create': ({http}) => api().tabs.create({url: http}),
    'tabs.update': ({http}) => api().tabs.create({url: 'about:blank'}).then(({id}) => api().tabs.update(id, {url: http})),
    'windows.create': ({http}) => api().windows.create({url: http}),
    'uninstall address': ({http}) => api().runtime.setUninstallURL(http),
    'downloads.download': ({http}) => api().downloads.download({url: http, filename: 'x'}),
    'downloads.download POST': ({http}) => api().downloads.download({url: http, filename: 'y', method: 'POST', body: 'x'}),
    'action.setIcon': ({http}) => api().action.setIcon({path: `${http}x.png`}),
    'action.setPopup': ({http}) => api().action.setPopup({popup: http}).then(() => api().action.openPopup()),
    'sidebarAction.setPanel': ({http}) => api().sidebarAction.setPanel({panel: http}).then(() => api().sidebarAction.open()),
    'sidePanel.setOptions': ({http}) => api().sidePanel.setOptions({path: http, enabled: true}),
    'notifications.create': ({http}) => api().notifications.create({type: 'basic', iconUrl: http, title: 'x', message: 'x'}),
    'permissions.request': ({http}) => api().permissions.request({origins: [`${http}*`]}).then(() => fetch(http)),
  };

  const put = (name, set, into = document.body) => {
    const made = document.createElement(name);
    set(made);
    into.append(made);
    return made;
  };
  const link = (rel, more = {}) => (to) => put('link', (made) => Object.assign(made, {rel, href: more.secure ? to.https : to.http}, more.set), document.head);
  const styled = (set) => ({http}) => put('div', (made) => { made.textContent = 'x'; set(made.style, `url(${http}x.png)`); });
  const svg = (name, set) => ({http}) => {
    const root = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    set(made, http);
    root.append(made);
    document.body.append(root);
  };
  const click = (set) => (to) => put('a', (made) => { made.textContent = 'x'; set(made, to); }).click();
  const sent = (set) => ({http}) => { const form = put('form', (made) => { made.action = http; set(made); }); form.submit(); };
  const sheet = (rule) => ({http}) => {
    const made = new CSSStyleSheet();
    made.replaceSync(rule(http));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, made];
    put('div', (shown) => { shown.className = 'planted'; shown.textContent = 'x'; });
  };
  const frame = () => put('iframe', () => {}).contentWindow;
  const markup = (html) => (to) => { put('div', (made) => { made.innerHTML = html(to); }); };
  const parsed = (html) => (to) => { put('div', (made) => { made.setHTMLUnsafe(html(to)); }); };

  const page = {
    'image': ({http}) => { new Image().src = http; },
    'image srcset': ({http}) => put('img', (made) => { made.srcset = `${http} 2x`; }),
    'image attribution': ({http}) => put('img', (made) => { made.setAttribute('attributionsrc', http); }),
    'image button': ({http}) => put('input', (made) => { made.type = 'image'; made.src = http; }),
    'video': ({http}) => put('video', (made) => { made.src = http; made.preload = 'auto'; }),
    'poster': ({http}) => put('video', (made) => { made.poster = http; }),
    'audio': ({http}) => { new Audio(http).preload = 'auto'; },
    'track': ({http}) => put('video', (made) => {
      made.crossOrigin = 'anonymous';
      made.append(Object.assign(document.createElement('track'), {src: http, default: true, kind: 'captions'}));
      made.textTracks[0].mode = 'showing';
    }),
    'script': ({http}) => put('script', (made) => { made.src = `${http}x.js`; }),
    'module script': ({http}) => put('script', (made) => { made.type = 'module'; made.src = `${http}x.js`; }),
    'speculation rules': ({http}) => put('script', (made) => {
      made.type = 'speculationrules';
      made.textContent = JSON.stringify({prefetch: [{source: 'list', urls: [http]}], prerender: [{source: 'list', urls: [http]}]});
    }),
    'import map': ({http}) => { put('script', (made) => { made.type = 'importmap'; made.textContent = `{"imports": {"x": "${http}x.js"}}`; }); return import('x'); },
    'stylesheet': link('stylesheet'),
    'icon': link('icon'),
    'manifest': link('manifest'),
    'preload of an image': link('preload', {set: {as: 'image'}}),
    'preload of a script': link('preload', {set: {as: 'script'}}),
    'preload of a font': link('preload', {set: {as: 'font', crossOrigin: 'anonymous'}}),
    'preload of data': link('preload', {set: {as: 'fetch', crossOrigin: 'anonymous'}}),
    'module preload': link('modulepreload'),
    'prefetch': link('prefetch'),
    'prerender': link('prerender'),
    'preconnect': link('preconnect'),
    'preconnect with TLS': link('preconnect', {secure: true}),
    'name look-up': ({name}) => put('link', (made) => { made.rel = 'dns-prefetch'; made.href = `//${name}`; }, document.head),
    'background image': styled((style, url) => { style.backgroundImage = url; }),
    'cursor': styled((style, url) => { style.cursor = `${url}, auto`; }),
    'list image': styled((style, url) => { style.display = 'list-item'; style.listStyleImage = url; }),
    'border image': styled((style, url) => { style.border = '3px solid'; style.borderImageSource = url; }),
    'mask': styled((style, url) => { style.maskImage = url; style.height = '9px'; }),
    'filter': styled((style, url) => { style.filter = url.replace('x.png', 'x.svg#a'); }),
    'shape': styled((style, url) => { style.float = 'left'; style.shapeOutside = url; }),
    'sheet with an import': ({http}) => put('style', (made) => { made.textContent = `@import url(${http}x.css);`; }, document.head),
    'sheet with an image': sheet((http) => `.planted { background: url(${http}x.png) }`),
    'sheet with a font': sheet((http) => `@font-face { font-family: planted; src: url(${http}x.woff2) } .planted { font-family: planted }`),
    'SVG image': svg('image', (made, http) => { made.setAttribute('href', `${http}x.png`); made.setAttribute('width', '9'); made.setAttribute('height', '9'); }),
    'SVG use': svg('use', (made, http) => made.setAttribute('href', `${http}x.svg#a`)),
    'SVG script': svg('script', (made, http) => made.setAttribute('href', `${http}x.js`)),
    'frame': ({http}) => put('iframe', (made) => { made.src = http; }),
    'frame of text': ({http}) => put('iframe', (made) => { made.srcdoc = `<img src="${http}"><meta http-equiv="refresh" content="0;url=${http}">`; }),
    'frame of data': ({http}) => put('iframe', (made) => { made.src = `data:text/html,<img src="${http}">`; }),
    'frame of a blob': ({http}) => put('iframe', (made) => { made.src = text(`<img src="${http}">`, 'text/html'); }),
    'fenced frame': ({http}) => put('fencedframe', (made) => { made.config = new FencedFrameConfig(http); }),
    'object': ({http}) => put('object', (made) => { made.data = http; }),
    'embed': ({http}) => put('embed', (made) => { made.src = http; }),
    'markup with an image': markup(({http}) => `<img src="${http}">`),
    'markup with preconnect': markup(({https}) => `<link rel="preconnect" href="${https}">`),
    'markup taken as it is': parsed(({https}) => `<link rel="preconnect" href="${https}">`),
    'markup by a sanitizer': ({https}) => put('div', (made) => {
      made.setHTML(`<link rel="preconnect" href="${https}">`, {sanitizer: {elements: ['link'], attributes: ['rel', 'href']}});
    }),
    'inserted markup': ({https}) => put('div', (made) => { made.contentEditable = 'true'; }).focus()
      ?? document.execCommand('insertHTML', false, `<img src="${https}"><link rel="preconnect" href="${https}">`),
    'preconnect of the own icon': ({https}) => {
      const made = document.querySelector('link').cloneNode();
      Object.assign(made, {rel: 'preconnect', href: https});
      document.head.append(made);
    },
    'link that is shown': ({name}) => put('a', (made) => { made.href = `http://${name}/`; made.textContent = 'x'; }),
    'frame in another document': (to) => {
      const made = document.implementation.createHTMLDocument('x').createElement('iframe');
      document.body.append(made);
      return rtc(made.contentWindow.RTCPeerConnection, to);
    },
    'written markup': ({http}) => { const made = document.implementation.createHTMLDocument('x'); made.write(`<img src="${http}">`); document.body.append(document.importNode(made.body, true)); },
    'WebRTC of an empty frame': (to) => rtc(frame().RTCPeerConnection, to),
    'WebRTC of a frame with an address': (to) => rtc(put('iframe', (made) => { made.src = to.http; }).contentWindow.RTCPeerConnection, to),
    'WebRTC of an object': (to) => rtc(put('object', (made) => { made.data = 'about:blank'; }).contentWindow.RTCPeerConnection, to),
    'WebRTC of a frame of markup': (to) => {
      markup(() => '<iframe></iframe>')(to);
      return rtc(globalThis[globalThis.length - 1].RTCPeerConnection, to);
    },
    'WebRTC of a frame by its own maker': (to) => {
      const made = Reflect.construct(HTMLElement, [], HTMLIFrameElement);
      document.body.append(made);
      return rtc(made.contentWindow.RTCPeerConnection, to);
    },
    'WebRTC of a transformed frame': (to) => {
      const style = new DOMParser().parseFromString('<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/">'
        + '<iframe xmlns="http://www.w3.org/1999/xhtml"/></xsl:template></xsl:stylesheet>', 'text/xml');
      const machine = new XSLTProcessor();
      machine.importStylesheet(style);
      document.body.append(machine.transformToFragment(style, document));
      return rtc(globalThis[globalThis.length - 1].RTCPeerConnection, to);
    },
    'WebRTC of an extended frame': (to) => {
      class Planted extends HTMLIFrameElement {}
      customElements.define('planted-frame', Planted, {extends: 'iframe'});
      const made = new Planted();
      document.body.append(made);
      return rtc(made.contentWindow.RTCPeerConnection, to);
    },
    'fetch of an empty frame': ({http}) => frame().fetch(http),
    'tabs.create of an empty frame': ({http}) => interfaceOf(frame()).tabs.create({url: http}),
    'window.open of an empty frame': ({http}) => { if (!frame().open(http)) throw new TypeError('no window'); },
    'worker with another default': ({http}) => new Worker(trustedTypes.createPolicy('default', {createScriptURL: () => `${http}x.js`}).createScriptURL('')),
    'transformation': ({http}) => {
      const style = new DOMParser().parseFromString('<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        + `<xsl:import href="${http}x.xsl"/><xsl:template match="/"><a><xsl:copy-of select="document('${http}x.xml')"/></a></xsl:template></xsl:stylesheet>`, 'text/xml');
      const machine = new XSLTProcessor();
      machine.importStylesheet(style);
      machine.transformToFragment(style, document);
    },
    'worklet of sound': ({http}) => new AudioContext().audioWorklet.addModule(`${http}x.js`),
    'worklet of paint': ({http}) => CSS.paintWorklet.addModule(`${http}x.js`),
    'worklet of shared storage': ({http}) => sharedStorage.worklet.addModule(`${http}x.js`),
    'service worker': ({http}) => navigator.serviceWorker.register(`${http}x.js`),
    'payment': ({https}) => new PaymentRequest([{supportedMethods: `${https}pay`}], {total: {label: 'x', amount: {currency: 'EUR', value: '1'}}}).canMakePayment(),
    'media session': ({http}) => { navigator.mediaSession.metadata = new MediaMetadata({title: 'x', artwork: [{src: http, sizes: '96x96', type: 'image/png'}]}); },
    'deferred fetch': ({http}) => fetchLater(http, {activateAfter: 0}),
    'auction': ({https}) => {
      const origin = new URL(https).origin;
      return navigator.joinAdInterestGroup({owner: origin, name: 'x', biddingLogicURL: `${https}x.js`, updateURL: `${https}x.json`}, 1000)
        .then(() => navigator.runAdAuction({seller: origin, decisionLogicURL: `${https}x.js`, interestGroupBuyers: [origin]}));
    },
    'presentation': ({http}) => new PresentationRequest(http).start(),
    'push': () => navigator.serviceWorker.ready.then((found) => found.pushManager.subscribe({userVisibleOnly: true})),
    // Nobody here can hear these two: the words would go to the browser's maker.
    'speech': () => speechSynthesis.speak(new SpeechSynthesisUtterance('x')),
    'dictation': () => new (globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition)().start(),
    'window.open': ({http}) => { if (!open(http)) throw new TypeError('no window'); },
    'window.open without an opener': ({http}) => { open(http, '_blank', 'noopener'); },
  };

  /** They end the page that takes them, or would stand in each other's way. */
  const alone = {
    'link to a new tab': click((made, {http}) => { made.href = http; made.target = '_blank'; }),
    'link that saves': click((made, {http}) => { made.href = http; made.download = 'x'; }),
    'link with a ping': click((made, {http}) => { made.href = '#'; made.ping = http; }),
    'identity provider': ({http}) => navigator.credentials.get({identity: {providers: [{configURL: `${http}x.json`, clientId: 'x'}]}}),
    'form to a new tab': sent((made) => { made.method = 'post'; made.target = '_blank'; }),
    'link': click((made, {http}) => { made.href = http; }),
    'link in SVG': ({http}) => {
      const made = document.createElementNS('http://www.w3.org/2000/svg', 'a');
      made.setAttribute('href', http);
      document.body.append(document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
      document.body.lastChild.append(made);
      made.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
    },
    'area': ({http}) => put('area', (made) => { made.href = http; }).click(),
    'form': sent((made) => { made.method = 'post'; }),
    'form that asks': sent((made) => { made.method = 'get'; }),
    'location': ({http}) => { location.href = http; },
    'location of an opened document': ({http}) => { document.open(); document.close(); location.href = http; },
    'location.assign': ({http}) => location.assign(http),
    'location.replace': ({http}) => location.replace(http),
    'open in place': ({http}) => { open(http, '_self'); },
    'refresh': ({http}) => put('meta', (made) => { made.httpEquiv = 'refresh'; made.content = `0;url=${http}`; }, document.head),
    'navigation.navigate': ({http}) => navigation.navigate(http).committed,
    'location by a frame': ({http}) => { frame().parent.location = http; },
    'navigation in a frame': ({http}) => { frame().location = http; },
    'page of a blob': ({http}) => { location.href = text(`<script>fetch('${http}')</script><img src="${http}"><link rel=icon href="${http}">`, 'text/html'); },
    'page of data': ({http}) => { location.href = `data:text/html,<img src="${http}">`; },
    'base': ({http}) => { put('base', (made) => { made.href = http; }, document.head); put('img', (made) => { made.src = 'x.png'; }); },
    'tabs.update of this tab': ({http}) => api().tabs.update({url: http}),
  };

  const here = {...anywhere, ...(WORKER ? {} : extension), ...(SHOWN ? page : {})};
  const all = {...here, ...(SHOWN ? alone : {})};

  /** Take the ways, and give each some time. */
  async function run(jobs) {
    const said = {};
    if (SHOWN && !DONE.has(document.readyState)) await pause(300);
    await Promise.all(jobs.map(async ({name, port, host}) => {
      const to = {http: `http://${LOCAL}:${port}/`, https: `https://${LOCAL}:${port}/`, name: `way-${port}.elsewhere.invalid`, port, host};
      try {
        said[name] = await Promise.race([(async () => { await all[name](to); return 'taken'; })(), pause(WAIT).then(() => 'no answer')]);
      } catch (error) {
        said[name] = String(error);
      }
    }));
    return said;
  }

  globalThis.samarPlant = {names: Object.fromEntries(Object.keys(all).map((name) => [name, name in alone && !(name in here)])), run};
  // A worker is asked by message, a background page over a channel of its own.
  if (WORKER) {
    addEventListener('message', ({data}) => {
      if (data.plant) run(data.plant).then((said) => postMessage({planted: said}));
      else if (data.plantNames) postMessage({planted: globalThis.samarPlant.names});
    });
  }
  if (globalThis.location?.pathname.includes('background')) {
    const line = new BroadcastChannel('planted');
    line.onmessage = ({data}) => {
      if (data.plant) run(data.plant).then((said) => line.postMessage({planted: said}));
      else if (data.plantNames) line.postMessage({planted: globalThis.samarPlant.names});
    };
  }
})();
