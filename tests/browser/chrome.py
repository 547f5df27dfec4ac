"""A page in headless Chromium, driven over its own pipe: nothing to install but the browser."""

import base64
import itertools
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
    "--disable-extensions", "--hide-scrollbars", "--remote-debugging-pipe",
)


def find():
    """The path of a browser, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Chrome:
    """One browser with one page. What the page logs, asks for and opens is kept in lists."""

    def __init__(self, width=1440, height=1000):
        self.profile = tempfile.mkdtemp(prefix="daejo-page-")
        to_read, self.to = os.pipe()
        self.of, to_write = os.pipe()
        # Chromium reads file descriptor 3 and writes 4.
        command = f'exec "$@" 3<&{to_read} 4>&{to_write}'
        self.process = subprocess.Popen(
            ["bash", "-c", command, "bash", find(), *QUIET, f"--user-data-dir={self.profile}", "about:blank"],
            pass_fds=(to_read, to_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.buffer, self.ids, self.session = b"", itertools.count(1), None
        self.errors, self.requests, self.dialogs, self.loaded = [], [], [], False
        pages = self.call("Target.getTargets")["targetInfos"]
        page = next(p["targetId"] for p in pages if p["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.resize(width, height)

    def close(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, **params):
        """Sends a command and waits for its answer."""
        number = next(self.ids)
        message = {"id": number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.note(answer)

    def receive(self, seconds=60):
        while b"\0" not in self.buffer:
            if not select.select([self.of], [], [], seconds)[0]:
                raise RuntimeError("the browser does not answer")
            read = os.read(self.of, 1 << 16)
            if not read:
                raise RuntimeError("the browser has ended")
            self.buffer += read
        message, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(message)

    def note(self, event):
        method, params = event.get("method"), event.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.errors.append(params["exceptionDetails"].get("exception", {}).get("description", "exception"))
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.errors.append(params["entry"]["text"])
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.errors.append(str(params["args"]))
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Page.javascriptDialogOpening":
            self.dialogs.append(params["message"])
        elif method == "Page.loadEventFired":
            self.loaded = True

    def resize(self, width, height, phone=False):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)

    def dark(self, on):
        scheme = "dark" if on else "light"
        features = [{"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": "reduce"}]
        self.call("Emulation.setEmulatedMedia", features=features)

    def open(self, path):
        self.loaded, self.errors, self.requests, self.dialogs = False, [], [], []
        self.call("Page.navigate", url=f"file://{os.path.abspath(path)}")
        while not self.loaded:
            self.note(self.receive())

    def run(self, script):
        """The value of a JavaScript expression."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"]["description"])
        return answer["result"].get("value")

    def middle(self, selector):
        """Where an element stands in the window, after scrolling it there."""
        return self.run(f"""(() => {{ const e = document.querySelector({json.dumps(selector)});
            e.scrollIntoView({{block: "center", behavior: "instant"}}); const r = e.getClientRects()[0];
            return [r.x + r.width / 2, r.y + r.height / 2]; }})()""")

    def point(self, selector):
        x, y = self.middle(selector)
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def click(self, selector):
        x, y = self.middle(selector)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        time.sleep(0.05)

    def key(self, key):
        text = key if len(key) == 1 else ""
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, text=text if kind == "keyDown" else "")

    def type(self, selector, text):
        self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        self.call("Input.insertText", text=text)

    def picture(self, whole=True):
        """A PNG in base64."""
        return self.call("Page.captureScreenshot", captureBeyondViewport=whole)["data"]

    def print(self):
        """A PDF in base64."""
        return self.call("Page.printToPDF", printBackground=False, preferCSSPageSize=True)["data"]


def equal(got, wanted, what):
    assert got == wanted, f"{what}: {got!r}, not {wanted!r}"


def keeper(folder):
    """Writes pictures, given in base64, into a folder by their names."""
    os.makedirs(folder, exist_ok=True)

    def keep(name, data):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(base64.b64decode(data))

    return keep


def run_tests(names, first, pictures):
    """Runs every `test_` of `names` on the page `first`, wide and light; with a second argument, takes the pictures.

    No test may leave an error of the page behind, or a request to anywhere else. Answers with the exit status.
    """
    page, failed = Chrome(), 0
    try:
        tests = {name: test for name, test in names.items() if name.startswith("test_")}
        for name, test in tests.items():
            page.resize(1440, 1000)
            page.dark(False)
            page.open(first)
            try:
                test(page)
                equal(page.errors, [], "errors of the page")
                sent = [url for url in page.requests if not url.startswith(("file://", "data:"))]
                equal(sent, [], "requests")
                print(f"ok      {name}")
            except (AssertionError, RuntimeError, TypeError) as error:
                failed += 1
                print(f"FAILED  {name}: {error}")
        if len(sys.argv) > 2:
            page.resize(1440, 1000)
            pictures(page, sys.argv[2])
    finally:
        page.close()
    print(f"{len(tests) - failed} of {len(tests)} passed")
    return 1 if failed else 0
