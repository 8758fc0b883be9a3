"""Selenium's Python API on Firefox without geckodriver: a connection that speaks Marionette.

On the wire a message is `<length>:<JSON>`: request `[0, id, name, parameters]`, answer `[1, id, error, result]`. The browser greets
first.
"""

import json
import socket
import time

from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection

# Selenium's commands and Marionette's names for them, all within `WebDriver:`.
COMMANDS = {
    'newSession': 'NewSession', 'quit': 'DeleteSession', 'close': 'CloseWindow', 'newWindow': 'NewWindow',
    'get': 'Navigate', 'refresh': 'Refresh', 'getCurrentUrl': 'GetCurrentURL', 'getTitle': 'GetTitle', 'getPageSource': 'GetPageSource',
    'w3cGetCurrentWindowHandle': 'GetWindowHandle', 'w3cGetWindowHandles': 'GetWindowHandles', 'switchToWindow': 'SwitchToWindow',
    'switchToFrame': 'SwitchToFrame', 'setWindowRect': 'SetWindowRect', 'getWindowRect': 'GetWindowRect',
    'findElement': 'FindElement', 'findElements': 'FindElements', 'findChildElement': 'FindElement', 'findChildElements': 'FindElements',
    'w3cGetActiveElement': 'GetActiveElement', 'clickElement': 'ElementClick', 'clearElement': 'ElementClear',
    'sendKeysToElement': 'ElementSendKeys', 'getElementText': 'GetElementText', 'getElementTagName': 'GetElementTagName',
    'isElementSelected': 'IsElementSelected', 'isElementEnabled': 'IsElementEnabled', 'getElementRect': 'GetElementRect',
    'getElementAttribute': 'GetElementAttribute', 'getElementProperty': 'GetElementProperty',
    'getElementValueOfCssProperty': 'GetElementCSSValue', 'w3cExecuteScript': 'ExecuteScript',
    'w3cExecuteScriptAsync': 'ExecuteAsyncScript', 'screenshot': 'TakeScreenshot', 'elementScreenshot': 'TakeScreenshot',
    'setTimeouts': 'SetTimeouts', 'getTimeouts': 'GetTimeouts', 'actions': 'PerformActions', 'clearActionState': 'ReleaseActions',
    'getElementAriaLabel': 'GetComputedLabel', 'getElementAriaRole': 'GetComputedRole',
    'w3cAcceptAlert': 'AcceptAlert', 'w3cDismissAlert': 'DismissAlert', 'w3cGetAlertText': 'GetAlertText',
}


class Refused(RuntimeError):
    """Marionette answered with an error."""


class Marionette:
    """The wire: one request, one answer."""

    def __init__(self, port, patience=30):
        end = time.monotonic() + patience
        while True:
            try:
                self.socket = socket.create_connection(('127.0.0.1', port), timeout=120)
                break
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(.05)
        self.stream = self.socket.makefile('rb')
        self.count = 0
        self.greeting = self._read()

    def _read(self):
        digits = b''
        while not digits.endswith(b':'):
            digit = self.stream.read(1)
            if not digit:
                raise ConnectionError('Firefox closed the connection')
            digits += digit
        return json.loads(self.stream.read(int(digits[:-1])))

    def ask(self, name, parameters=None):
        """`(error, result)` of one command; one of them is None."""
        self.count += 1
        message = json.dumps([0, self.count, name, parameters or {}]).encode()
        self.socket.sendall(b'%d:' % len(message) + message)
        _kind, number, error, result = self._read()
        if number != self.count:
            raise ConnectionError(f'answer {number} to request {self.count}')
        return error, result

    def demand(self, name, parameters=None):
        """The result of one command; Refused when there is none."""
        error, result = self.ask(name, parameters)
        if error:
            raise Refused(error.get('message'))
        return result

    def close(self):
        """Leave; the browser stays."""
        self.socket.close()


class Connection(RemoteConnection):
    """Selenium's commands, translated."""

    def __init__(self, wire):
        super().__init__(client_config=ClientConfig(remote_server_addr='http://127.0.0.1:1'))
        self.wire = wire

    def execute(self, command, params=None):
        """One command of Selenium's, and an answer as its server would give it."""
        given = dict(params or {})
        given.pop('sessionId', None)
        if command == 'newSession':
            given = given.get('capabilities', {}).get('alwaysMatch', given)
        elif command in ('findChildElement', 'findChildElements'):
            given['element'] = given.pop('id')
        elif command == 'screenshot':
            given.update(id=None, full=False)
        elif command == 'elementScreenshot':
            given['scroll'] = True
        elif command in ('w3cExecuteScript', 'w3cExecuteScriptAsync'):
            given.update(sandbox=None, newSandbox=False)     # the page's own globals
        error, result = self.wire.ask('WebDriver:' + COMMANDS[command], given)
        if error:
            value = {'error': error['error'], 'message': error['message'], 'stacktrace': error.get('stacktrace', '')}
            return {'status': error['error'], 'value': value}
        if isinstance(result, dict) and set(result) == {'value'}:
            result = result['value']
        return {'status': 0, 'value': result}

    def close(self):
        """Nothing to keep open."""
        self.wire.close()
