"""A real HTTP server on this machine that answers as a test wants, also against the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """What answers, and what it was asked."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.asked: list[dict[str, str]] = []
        """The headers of each request, by names in small letters."""
        self.answer: Answer = plain(b"")
        self.url = f"http://127.0.0.1:{server.server_address[1]}/records.tar.gz"


@contextmanager
def serving(answer: Answer) -> Iterator[Server]:
    """A server that answers so until another answer is set."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found.asked.append({name.lower(): value for name, value in self.headers.items()})
            self.close_connection = True
            try:
                found.answer(self)
            except OSError:  # the client went away, as it should
                return

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found = Server(server)
    found.answer = answer
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def plain(body: bytes, status: int = 200, **headers: str) -> Answer:
    """Everything at once; `_` in the name of a header means `-`."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        given = {"content_type": "application/gzip", "content_length": str(len(body)), **headers}
        for name, value in given.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer
