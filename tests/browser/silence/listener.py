"""Somebody who listens: a port for each way out, for TCP and UDP, who answers what a browser likes to hear and counts."""

import selectors
import socket
import threading

TYPES = {'js': 'text/javascript', 'css': 'text/css', 'png': 'image/png', 'svg': 'image/svg+xml', 'xsl': 'text/xml', 'xml': 'text/xml',
         'json': 'application/json', 'woff2': 'font/woff2'}


def own_address():
    """The address of this machine that is not its own voice, where it has one: WebRTC does not speak to that."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(('192.0.2.1', 9))      # sends nothing
            return asked.getsockname()[0]
        except OSError:
            return '127.0.0.1'


class Listener:
    """`port(way)` gives each way its port; `heard` has what came to it: the first bytes, or nothing of a mere connection."""

    def __init__(self):
        self.heard = {}
        self.ports = {}
        self._open = selectors.DefaultSelector()
        self._ends = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def port(self, way):
        """The port of a way, at which somebody listens from now on."""
        with self._lock:
            if way not in self.ports:
                self.ports[way] = self._new(way)
            return self.ports[way]

    def _new(self, way):
        while True:
            tcp = socket.create_server(('0.0.0.0', 0), backlog=16)
            udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            try:
                udp.bind(('0.0.0.0', tcp.getsockname()[1]))
                break
            except OSError:
                tcp.close()
                udp.close()
        for kind, one in (('tcp', tcp), ('udp', udp)):
            one.setblocking(False)
            self._open.register(one, selectors.EVENT_READ, (kind, way))
        return tcp.getsockname()[1]

    def _listen(self):
        while not self._ends:
            for key, _ in self._open.select(.1):
                kind, way = key.data
                try:
                    self._take(key.fileobj, kind, way)
                except OSError:
                    if kind == 'call':
                        self._close(key.fileobj)

    def _take(self, one, kind, way):
        if kind == 'tcp':
            call, _ = one.accept()
            call.setblocking(False)
            self.heard.setdefault(way, b'')
            self._open.register(call, selectors.EVENT_READ, ('call', way))
        elif kind == 'udp':
            self.heard[way] = one.recv(2048)[:60]
        else:
            asked = one.recv(4096)
            self.heard[way] = self.heard[way] or asked[:60]
            if asked.split(b' ', 1)[0] in (b'GET', b'POST', b'OPTIONS', b'HEAD'):
                one.setblocking(True)
                one.sendall(answer(asked))
            self._close(one)

    def _close(self, one):
        self._open.unregister(one)
        one.close()

    def close(self):
        """Nobody listens any more."""
        self._ends = True
        self._thread.join()
        for key in list(self._open.get_map().values()):
            self._close(key.fileobj)


def answer(asked):
    """What a server says that allows everything."""
    kind = TYPES.get(asked.split(b' ', 2)[1].partition(b'?')[0].rpartition(b'.')[2].decode('latin-1'), 'text/html')
    body = b'{}' if kind == 'application/json' else b''
    head = (f'HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\nCache-Control: no-store\r\n'
            'Access-Control-Allow-Origin: *\r\nAccess-Control-Allow-Headers: *\r\nAccess-Control-Allow-Private-Network: true\r\n\r\n')
    return head.encode() + body
